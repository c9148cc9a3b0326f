import { networkTableFile } from '../../../lib/assets/network-table/file'
import { lambdaNode } from '../lambda-node/lambda-node'

networkTableFile()
lambdaNode()
