import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseRules } from '../lib/assets/network-table/naming/classifier'
import { dataLines } from '../lib/assets/network-table/naming/data-line'
import { perhapsFirms } from '../lib/assets/network-table/naming/perhaps-firms'
import { withSourceFiles } from '../lib/assets/network-table/sources/source-files'
import { currentSources } from '../lib/assets/network-table/sources/source-set'
import {
  dataFolder,
  judgedFirmsFile,
  perhapsFirmsFile,
  registeredNames,
  tableSources,
} from '../lib/assets/network-table/sources/sources'

/*
 * Finds the networks that are perhaps a firm's, and writes their numbers to perhaps-firms.txt, which the table is made
 * from. It learns from the labels, the rules' verdicts and the judged names alone: the same of these give the same file.
 * To be run after labels or rules have changed: npm run network:perhaps
 *
 * Measured when 39,000 networks were unknown: it names 6,788. Of 100 of them that were not learned from, drawn by hash
 * of their number and judged by name (judged-perhaps.tsv), 59 are organisations, 19 are not, and of 22 the name does not
 * tell. Of the names in judged-firms.tsv, which were drawn at random, 19 in 100 are organisations.
 */
const read = (file: string): string => readFileSync(join(dataFolder, file), 'utf8')

const judged = new Map(
  dataLines(judgedFirmsFile, read(judgedFirmsFile))
    .map(({ line }) => line.split('\t'))
    .map(([asn, verdict]) => [Number(asn), verdict === 'yes'] as const),
)
const rules = parseRules('rules.tsv', read('rules.tsv'))
const sources = currentSources()
const found = withSourceFiles(sources, (files) =>
  perhapsFirms({
    sources: tableSources({ ...sources, files }),
    names: registeredNames(files),
    ...{ rules, judged },
  }),
)
writeFileSync(join(dataFolder, perhapsFirmsFile), `${found.join('\n')}\n`)
process.stdout.write(`${found.length} networks are perhaps a firm's\n`)
