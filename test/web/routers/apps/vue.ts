import { createApp, h } from 'vue'
import { createRouter, createWebHistory, RouterLink, RouterView } from 'vue-router'

const page = (title: string) => ({ render: () => h('h1', title) })

const router = createRouter({
  history: createWebHistory('/vue'),
  routes: [
    { path: '/one', component: page('One'), meta: { title: 'One' } },
    { path: '/two', component: page('Two'), meta: { title: 'Two' } },
    { path: '/late', component: () => import('../parts/vue-late-page'), meta: { title: 'Late' } },
  ],
})
router.afterEach(({ meta }) => {
  document.title = String(meta.title)
})

const link = (name: string) => h(RouterLink, { id: name, to: `/${name}` }, () => name)

createApp({ render: () => [h('nav', ['one', 'two', 'late'].map(link)), h(RouterView)] })
  .use(router)
  .mount('main')
