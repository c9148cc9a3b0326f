const { existsSync, readdirSync, readFileSync } = require('node:fs')
const { dirname, join, resolve } = require('node:path')

const root = join(__dirname, '../../..')

/**
 * The projects, and the modules that put a test into one: the first that it reaches, directly or not, decides. So a test
 * is in its project by what it starts, and no list has to be kept when it moves. What reaches none of them is `unit`.
 */
const marks = [
  ['browser', /^playwright-core$/],
  ['bundle', /^aws-cdk-lib\b|\/test\/bundle\//],
  ['engine', /^node:(child_process|https?)$|\/local\/engine\/engine\.ts$|\/fetched-packages\.test\.ts$/],
  ['bundle', /^esbuild$/],
]

const names = ['browser', 'engine', 'bundle', 'unit']

/** Imports that are there at run time. Types are not, and code in the strings of a test is none of its own. */
const imports = [
  /^import (?!type\b)[^'"]*'([^']+)'/gm,
  /^export [*{][^'"]*from '([^']+)'/gm,
  /\b(?:import|require|resolve)\('([^']+)'\)/g,
]

const importsOf = (file) => {
  const code = readFileSync(file, 'utf8')
  return imports.flatMap((pattern) => [...code.matchAll(pattern)].map(([, name]) => name))
}

/** It starts npm, once, where a file is not made yet: that is no reason to keep a test out of `unit`. */
const passed = /\/lib\/assets\/fetched-packages\.ts$/

const ourFile = (path) => ['.ts', '.tsx', '.js'].map((end) => path + end).find((file) => existsSync(file))

/** The files and packages that a test reaches, itself among them. */
function reachedBy(test) {
  const reached = new Set([test])
  for (const file of reached) {
    if (!file.startsWith(root) || passed.test(file)) continue
    for (const name of importsOf(file)) {
      const target = name.startsWith('.') ? ourFile(resolve(dirname(file), name)) : name
      if (target) reached.add(target)
    }
  }
  return [...reached]
}

function projectOf(test) {
  const reached = reachedBy(test)
  return marks.find(([, mark]) => reached.some((one) => mark.test(one)))?.[0] ?? 'unit'
}

const tests = readdirSync(join(root, 'test'), { recursive: true })
  .filter((path) => path.endsWith('.test.ts'))
  .map((path) => join(root, 'test', path))
const projects = new Map(tests.map((test) => [test, projectOf(test)]))

/** Each project with the paths of its tests. */
exports.projects = names.map((name) => ({ name, tests: tests.filter((test) => projects.get(test) === name) }))
