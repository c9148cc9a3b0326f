import { isFull } from '../../support/size'
import { describeInChromium } from '../browser'
import { firefoxStage, type Stage, stage } from '../stage'
import { describeInFirefox } from './firefox'

/** The same tests in Chromium and, in full size where there is one, in Firefox: one after the other, each on a stage of its own. */
export function describeInBrowsers(
  name: string,
  tests: (stage: Stage, browser: 'chromium' | 'firefox') => void,
): void {
  describeInChromium(`${name}, in Chromium`, (chromium) => tests(stage(chromium), 'chromium'))
  if (isFull) describeInFirefox(`${name}, in Firefox`, (firefox) => tests(firefoxStage(firefox), 'firefox'))
}
