import { h } from 'vue'

/** The host takes its time to send this. */
export default { render: () => h('h1', 'Late') }
