export { oneOf, random, shuffled } from '../../local/example/chance'
