/**
 * Every word that the dashboard shows, in English; the other files of this folder say the same in other languages. A word
 * is a text, the forms of a noun by Intl.PluralRules, or a function of what stands in it. `{0}` and `{1}` are places for
 * links and names.
 */
export const language = 'en'

// The page before its script runs
export const needsScript = 'The dashboard needs a script, which is in this page itself.'
export const didNotStart = 'This page did not start. Load it again, in a browser of the last two years.'

// Things, one word for each
export const visits = 'Visits'
export const visitors = 'Visitors'
export const medianTime = 'Median time in front'
export const botVisits = 'Bot visits'
export const bots = 'Bots'
export const refusals = 'Refusals'
export const organisation = 'Organisation'
export const organisations = 'Organisations'
export const kind = 'Kind'
export const site = 'Site'
export const sites = 'Sites'
export const page = 'Page'
export const pages = 'Pages'
export const source = 'Source'
export const sources = 'Sources'
export const referrer = 'Referrer'
export const referrers = 'Referrers'
export const host = 'Host'
export const country = 'Country'
export const countries = 'Countries'
export const browser = 'Browser'
export const browsers = 'Browsers'
export const system = 'System'
export const systems = 'Systems'
export const device = 'Device'
export const devices = 'Devices'
export const languageOf = 'Language'
export const languages = 'Languages'
export const visitor = 'Visitor'
export const visit = 'Visit'
export const webDomain = 'Web domain'
export const whatTheyRead = 'What they read'
export const section = 'Section'
export const sections = 'Sections'
export const recipient = 'Recipient'
export const recipients = 'Recipients'
export const messages = 'Messages'
export const unknown = 'Unknown'
export const directOrUnknown = 'Direct or unknown'
export const none = 'None'
export const allOthers = 'All others'
export const keep = 'Keep'

// Things that are counted
export const ofRows = { one: 'row', other: 'rows' }
export const ofRecipients = { one: 'recipient', other: 'recipients' }
export const ofMessages = { one: 'message', other: 'messages' }
export const ofVisits = { one: 'visit', other: 'visits' }
export const ofVisitors = { one: 'visitor', other: 'visitors' }
export const ofBotVisits = { one: 'bot visit', other: 'bot visits' }
export const ofNewVisits = { one: 'new visit', other: 'new visits' }
export const ofOtherVisits = { one: 'other visit', other: 'other visits' }
export const ofRefusals = { one: 'refusal', other: 'refusals' }
export const ofMoreRefusals = { one: 'more refusal', other: 'more refusals' }
export const ofBeacons = { one: 'beacon', other: 'beacons' }
export const ofOrganisations = { one: 'organisation', other: 'organisations' }
export const ofNetworks = { one: 'network', other: 'networks' }
export const ofFirms = { one: 'firm', other: 'firms' }
export const ofDays = { one: 'day', other: 'days' }
export const ofHosts = { one: 'less frequent host or reason', other: 'less frequent hosts and reasons' }
export const andMore = (count: string) => `${count} and more`
export const moreThan = (counted: string) => `More than ${counted}`
export const lessThan = (amount: string) => `less than ${amount}`

// Frame
export const skipToContent = 'Skip to content'
export const views = 'Views'
export const viewNames = {
  overview: 'Overview',
  visits: 'Visits',
  recipients: 'Recipients',
  messages: 'Messages',
  refusals: 'Refusals',
  health: 'Health',
  shares: 'Sharing',
}
export const shareLinks = 'Share links'
export const allSites = 'All sites'
export const signOut = 'Sign out'
export const noFilters = 'No filters'
export const filteredBy = (filters: string) => `Filtered by ${filters}`
export const offline = (since: string, age: string | null) =>
  `Offline since ${since}. You see what was loaded ${age === null ? 'before' : `at ${age}`}. The page goes on by itself once Visitbook can be reached.`
export const loadedAt = (age: string | null) => `You see what was loaded at ${age}.`
export const triedAgain = 'It is tried again by itself.'
export const credits = 'IP to network data by RouteViews, NRO and {0}, {1}'
export const filters = 'Filters'
export const removeFilter = (name: string, value: string) => `Remove filter ${name}: ${value}`
export const or = 'or'
export const orMore = 'or…'
export const otherValues = (name: string) => `or… other values of ${name}`
export const removeAll = 'Remove all'
export const not = (value: string) => `not ${value}`
export const every = (value: string) => `every ${value}`
export const direct = 'direct or unknown'
export const unknownValue = 'unknown'
export const leftOut = 'Left out, because this page does not know it: '
export const more = (count: number) => ` and ${count} more`
export const takeOff = 'Take it off the address'
export const noneOfYours = '{0} is none of your sites.'
export const showAllSites = 'Show all sites'

// Finding, and keys
export const find = 'Find'
export const findHint = 'Find in the lists: a name, page, title or AS number'
export const nothingFound = 'Nothing here matches what you look for.'
export const keys = 'Keyboard'
export const keyFind = 'Find in the lists'
export const keyNext = 'Next row'
export const keyBefore = 'Row before'
export const keyHelp = 'These keys'
export const keyClose = 'Close, or look for nothing'
export const keysAct = 'Single keys act'

// Period
export const period = 'Period'
export const periodNames = {
  today: 'Today',
  yesterday: 'Yesterday',
  '7d': '7 days',
  '28d': '28 days',
  '30d': '30 days',
  '90d': '90 days',
  '12m': '12 months',
  week: 'This week',
  'last-week': 'Last week',
  month: 'This month',
  'last-month': 'Last month',
  year: 'This year',
  'last-year': 'Last year',
}
export const morePeriods = 'More'
export const custom = 'Custom'
export const from = 'From'
export const to = 'To'
export const show = 'Show'
export const previousPeriod = 'Previous period'
export const nextPeriod = 'Next period'
export const periodAndSite = 'Period and site'
export const zoneOfDays = 'The time zone by which days begin'
export const noZone = 'This browser names no time zone, so days begin at midnight UTC.'
export const comparedWith = 'Compared with'
export const comparisons = { before: 'the time before', year: 'a year earlier', none: 'nothing' }
export const until = (range: string, time: string) => `${range}, until ${time}`
export const notAllKnown = '; not all of that time is known'
export const countThen = (count: string) => `${count} then`
export const comparedToCount = (count: string) => ` compared with ${count}`

// Waiting, failing, and what every list has
export const loading = 'Loading'
export const loadingMore = 'Loading…'
export const loadingChart = 'Loading the chart'
export const loadingOrganisations = 'Loading organisations'
export const loadingOrganisation = 'Loading the organisation'
export const loadingVisits = 'Loading visits'
export const loadingVisit = 'Loading the visit'
export const loadingOthers = 'Looking for other visits'
export const loadingRefusals = 'Loading refusals'
export const loadingHealth = 'Loading health'
export const loadingLinks = 'Loading links'
export const tryAgain = 'Try again'
export const removeThatFilter = 'Remove that filter to go on.'
export const reload = 'Load the page again'
export const unreachable = 'Visitbook cannot be reached.'
export const broken = 'Something went wrong on this page.'
export const showFewer = 'Show fewer'
export const showAll = (count: string) => `Show all ${count}`
export const showSome = (most: string, count: string) => `Show ${most} of ${count}`
export const mostVisitsFirst = (title: string) => `${title}, the most visits first`
export const others = (count: string) => `${count} others`
export const allBut = (value: string) => `All but ${value}`
export const copy = 'Copy {0}'
export const copied = 'Copied'
export const copyByHand = 'Select and copy it by hand'
export const manyNarrowed = (filters: number, included: string) =>
  `There are too many visits to search with ${filters === 1 ? 'this filter' : 'these filters'}. ${included} A shorter period shows more.`
export const manyVisits = (since: string) =>
  `More visits came than can be counted at once. All visits since ${since} are included. Some earlier ones are still missing, and will be added within the hour.`
export const restSince = (since: string) =>
  `The totals and the chart count all of them, the rest of the page only those since ${since}.`
export const onlySince = (since: string) => `Only those since ${since} are counted.`

// Export
export const exportOf = 'Export'
export const exportCsv = 'Export as CSV'
export const exportExcel = 'Export for Excel'
export const exportNdjson = 'Export as NDJSON'
export const forExcel = 'for Excel'
export const saveAsPicture = 'Save as picture'
export const saved = (visits: string) => `${visits} saved`
export const cancel = 'Cancel'
export const cancelled = 'Cancelled'

// Overview
export const whoCame = 'Who came'
export const noOrganisationCame = 'No organisation came'
export const through = {
  business: 'from a business',
  education: 'from a university',
  government: 'from a public authority',
  isp: 'through a home or office provider',
  mobile: 'through a mobile network',
  hosting: 'from a data centre',
  vpn: 'through a VPN',
  gateway: 'through a gateway of many firms',
  crawler: 'from the network of a crawler',
  unknown: 'from an unknown network',
}
export const allThrough = {
  one: '{0}, {1}',
  both: '{0}, both {1}',
  all: '{0}, all {1}',
}
export const someThrough = (visits: string, through: string) => `${visits}: ${through}`
export const throughGateways = '{0} through {1}: somebody’s office.'
export const perhapsCame = (firms: string) => `Perhaps ${firms} came`
export const came = (organisations: string) => `${organisations} came`
export const andPerhaps = (came: string, firms: string) => `${came}, and perhaps ${firms} more`
export const organisationsFirst = 'Organisations, the most visits first'
export const organisationsBy = (column: string) => `Organisations by ${column.toLowerCase()}`
export const organisationsThen = 'Organisations, then other networks'
export const everyKind = 'Providers and unknown too'
export const perhapsFirm = 'Perhaps a firm, by the look of its name'
export const details = 'Details'
export const firstSeen = 'First seen'
export const lastSeen = 'Last seen'
export const noneOfKinds = 'None of these visits came from a business, university or public authority.'
export const tooManyVisits = 'There were too many visits to count them all.'
export const narrowedList =
  'With a filter, the list has visits and visitors only. The page of an organisation tells what it read, and when it was first and last seen.'
export const unnamed = (networks: string) => ` Another ${networks} with fewer visits could not be named.`
export const isNew = 'new'
export const only = (kind: string) => `Only ${kind}`
export const onlyFrom = (country: string) => `Only visits from ${country}`
export const about = (name: string) => `About ${name}`
export const andMorePages = (count: string) => `and ${count} more`
export const allVisitsBy = (name: string) => `All visits by ${name}`
export const filterByName = (name: string) => `Filter by ${name}`
export const seen = (first: string, last: string) => `. First seen ${first}, last ${last}.`
export const when = 'When'
export const utcDays = 'In this chart, days begin at midnight UTC.'
export const noBeacons = 'No beacons were turned away.'
export const turnedAway = (beacons: string) => `${beacons} turned away`
export const onAllSites = ', on all sites and whatever the filters'
export const seeWhich = 'See which'
export const nobodyCame = 'Nobody came'
export const noVisitMatches = 'No visit matches'
export const noVisitsIn = (range: string) => `No visits were recorded for ${range}.`
export const noMatchesIn = (range: string) => `No visits that match the filters were recorded for ${range}.`
export const removeFilters = 'Remove the filters'
export const ownLeftOut = {
  one: '{0} came, yours: it is left out',
  other: '{0} came, yours: they are left out',
}
export const botsLeftOut = {
  one: '{0} came, a bot’s: it is left out',
  other: '{0} came, of bots: they are left out',
}
export const showLeftOut = { one: 'Show it', other: 'Show them' }
export const whyOwn =
  'Yours are the visits of the browser in which you read this, and those that you said were you.'
export const lastVisitOn = (day: string) => `The last visit was on ${day}.`
export const showRange = (range: string) => `Show ${range}`

// The example
export const example = 'Example'
export const exampleOffer =
  'Nothing to look at yet? Sixty days of invented visits show a filled book, on a site of their own.'
export const fillExample = 'Fill an example'
export const fillingExample = 'Inventing visits…'
export const exampleIs = 'All visits here are invented.'
export const exampleAmong = 'The visits of {0} are among these, and are invented.'
export const exampleAmongShort = 'With invented visits.'
export const removeExample = 'Remove the example'
export const removeShort = 'Remove'
export const removingExample = 'Removing…'

// The first visit
export const noVisitsYet = 'No visits yet'
export const putThisLine = 'Put this line into your page, at the end of its head:'
export const snippet = 'snippet'
export const listedIs = 'Listed is {0}. Then open the page in a browser.'
export const listedAre = 'Listed are {0}. Then open the page in a browser.'
export const blockers =
  'Readers whose blocker refuses the script are not recorded; Visitbook does not try to outwit blockers.'
export const waitingForFirst = 'Waiting for the first visit…'
export const onlyRefused = {
  one: 'No visit yet: {0} came and was turned away',
  other: 'No visit yet: {0} came and were turned away',
}
export const refusedFrom = '{0} from {1}: {2}.'
export const refusedFromNowhere = '{0} from nowhere: {1}.'
export const whyRefused = {
  'origin not listed': 'that host is not listed',
  'referer not listed': 'that host is not listed',
  'site not listed': 'that host, which the message names, is not listed',
  'no origin and no referer': 'the message did not say which page sent it',
  malformed: 'the message was not understood',
  outdated: 'the script in the page is too old',
}
export const nothingCame = 'Nothing came for a minute. The usual causes:'
export const causeBlocker =
  'A blocker, or the browser itself, refuses the script. Open {0}: if it does not load, that is it. If it loads, open your page once in a window without extensions.'
export const causePolicy =
  'The Content-Security-Policy of your page refuses the script. {0} names what to add.'
export const causeSite =
  'The snippet names another host. View the source of your page: {0} must be one of {1}, or not be there.'
export const causeCache =
  'The browser, or whoever hosts your page, still has it without the snippet. Load it anew, view its source and look for {0}.'

// Since the owner looked
export const since = (when: string) => `Since ${when}: `
export const nothingNew = 'nothing new'
export const noOrganisation = 'no organisation'
export const perhapsThose = 'perhaps {0}'
export const forFirstTime = {
  one: '{0}, for the first time',
  both: '{0}, both for the first time',
  all: '{0}, all for the first time',
}
export const someForFirstTime = '{0} for the first time, {1} again'
export const andOthers = (count: string) => `${count} more`

// Chart
export const by = 'By'
export const grainNames = { hour: 'Hour', day: 'Day', week: 'Week', month: 'Month' }
export const chartAsTable = 'The chart as a table'
export const chartBy = {
  hour: 'Visits and visitors by hour',
  day: 'Visits and visitors by day',
  week: 'Visits and visitors by week',
  month: 'Visits and visitors by month',
}

// What a shared link shows
export const byVisitors = (visitors: string) => `by ${visitors}`
export const toSite = ' to {0}'
export const zoneOfTotals = 'Days and hours are in the time zone {0}. An hour is counted once it is over.'
export const pagesOfFive = 'Pages that were read at least five times are named once the day is over.'
export const pagesOfWeeks = 'Pages are shown for periods of seven days or more.'

// Sittings
export const sittings = 'Sittings'
export const ofPages = { one: 'page', other: 'pages' }
export const sittingAt = (time: string, visits: string) => `Sitting at ${time}, ${visits}`
export const organisationsOnly = 'Organisations only'
export const noneSoEveryVisit = 'No organisation came, so every visit is listed.'

// Visits
export const visitAt = (time: string, page: string) => `Visit at ${time}, ${page}`
export const fromHost = 'from '
export const unknownNetwork = 'Unknown network'
export const ownVisits = 'Yours'
export const bot = 'bot'
export const noVisitsYetHere = 'No visits yet. The next one will appear here by itself.'
export const noVisitsHere = 'No visits here.'
export const lookingOn = 'Looking through older visits'
export const stoppedAfter = (visits: string) => `Stopped after ${visits} visits. `
export const goOnLooking = 'Go on looking'
export const olderVisits = 'Older visits'
export const matching = (of: { matching: string; isAtLeast: boolean; all: string; found: string }) =>
  `${of.matching}${of.isAtLeast ? ' or more' : ''} of ${of.all} match; ${of.found} found.`
export const close = 'Close'
export const sameVisitor = 'The same visitor that day'
export const allOfVisitor = 'All visits of this visitor'
export const noOtherVisits = 'No other visits.'
export const filterByThis = 'Filter by this'
export const eraseVisit = 'Erase this visit'
export const eraseForGood =
  'Erase this visit for good? It cannot be brought back. AWS’s own backup keeps it for 35 days.'
export const erase = 'Erase'
export const erasing = 'Erasing…'
export const whatWasRead = 'What was read'
export const inFront = (time: string) => `${time} in front`
export const mostly = (time: string, section: string) => `${time}, mostly ${section}`
export const took = (read: string, links: string) => `${read}; took ${links}`
export const seenOfPage = (percent: string) => `, ${percent} % of the page seen`
export const nobodyActed = ', no pointer, touch or key'
export const sectionsInOrder = 'Sections, in the order of the page'
export const timeInView = 'Time in view'
export const usedLinks = 'Links used'
export const scanned = 'by QR code'
export const fetched = 'asked for; no beacon ran'
export const isMine = 'Your own, and left out.'
export const wasMe = 'This was me'
export const wasNotMe = 'This was not me'
export const reverseDns = 'Reverse DNS'
export const botFact = 'Bot'
export const webAddress = 'Web address'
export const title = 'Title'
export const referringPage = 'Referring page'
export const campaign = 'Campaign'
export const timeZone = 'Time zone'
export const screen = 'Screen'
export const viewport = 'Viewport'
export const userAgent = 'User agent'
export const ipAddress = 'IP address'
export const network = 'Network'
export const id = 'ID'

// Names of values
export const kindNames = {
  business: 'Business',
  education: 'Education',
  government: 'Government',
  isp: 'Provider',
  mobile: 'Mobile',
  hosting: 'Hosting',
  vpn: 'VPN',
  gateway: 'Gateway',
  crawler: 'Crawler',
  unknown: 'Unknown',
}
export const groupNames = {
  search: 'Search',
  social: 'Social networks',
  ai: 'AI assistants',
  mail: 'Mail',
  chat: 'Chat',
  code: 'Code',
  news: 'News',
  video: 'Video',
  forum: 'Forums',
  jobs: 'Jobs',
  reference: 'Reference',
  shop: 'Shops',
  internal: 'This site',
  other: 'Other sites',
}
export const deviceNames = {
  desktop: 'Desktop',
  mobile: 'Mobile',
  tablet: 'Tablet',
  tv: 'Tv',
  console: 'Console',
  wearable: 'Wearable',
  embedded: 'Embedded',
}
export const confidences = { high: 'certain', medium: 'fairly certain', low: 'a guess' }
export const noEvidence = 'There is no evidence.'
export const evidences = {
  'no rule': 'No label or rule matches it.',
  owner: 'You said so.',
  'perhaps a firm': 'Its name looks like a firm’s; nobody has looked at it.',
  'label: same name': 'A network of the same registered name was labelled by hand.',
  label: 'This network was labelled by hand.',
  'label: range': 'This range of addresses was labelled by hand.',
  'reverse DNS': 'Reverse DNS names its domain.',
  registry: 'A registry of addresses has its name.',
  'not in the network table': 'not in the network table',
}
export const nameContains = (text: string) => `Its registered name contains “${text}”.`

// One organisation
export const yourOwnNetwork = ', your own network'
export const kindIs = (confidence: string) => `Its kind is ${confidence}.`
export const visitsFrom = ' Visits from {0}.'
export const visitsInPeriod = (visits: string, visitors: string) => `${visits} by ${visitors} in this period`
export const firstAndLast = (first: string, last: string) => `, the first ${first}, the last ${last}`
export const timeline = 'Timeline'
export const nothingInPeriod = 'Nothing in this period.'
export const noVisitsInPeriod = 'No visits in this period.'
export const mostReadFirst = 'Pages, the most read first'
export const correctThis = 'Correct this'
export const correctionApplies = 'Your correction applies at once, to old visits too.'
export const correctionOf = 'About'
export const allOf = (name: string) => `All of ${name}`
export const onlyNetwork = (network: string) => `Only its network ${network}`
export const onlyAddresses = 'Only some addresses'
export const addresses = 'Addresses, as a visit shows them'
export const name = 'Name'
export const myOwnNetwork = 'This is my own network: leave its visits out'
export const save = 'Save'
export const isSaved = 'Saved'
export const withdraw = 'Withdraw'
export const withdrawn = 'Withdrawn'
export const saidOfParts = 'What you said of parts of it'
export const withdrawOf = (subject: string) => `Withdraw the correction of ${subject}`
export const yourOwn = 'your own'

// Refusals
export const aboutRefusals =
  'Beacons that were turned away. They are kept for 30 days, without IP address or browser.'
export const manyRefusals = (since: string) =>
  ` There are too many to count: these are all since ${since}, and the newest of each earlier day.`
export const moreRefusals = (refusals: string, hosts: string) => `${refusals}, from ${hosts}.`
export const showThem = 'Show them'
export const noRefusals = 'Nothing was turned away in this period.'
export const fromNowhere = 'Sent from nowhere'
export const once = 'Once {0}'
export const times = (count: string) => `${count} times, last {0}, first {1}`
export const itNamed = '. It named {0}'
export const setThis = 'If this is your site, set this in visitbook.json: {0}'
export const startWithThis = 'If this is your site, start Visitbook with it: {0}'
export const setting = 'setting'

// Health
export const health = 'Health'
export const allIsWell = 'All is well'
export const troubleTitles = {
  paused: 'Paused until {0} UTC',
  failing: '{0} cannot be counted',
  unnamed: 'It works without organisations',
  messages: 'Messages do not arrive',
  uncounted: '{0} not counted yet',
  refused: '{0} turned away since midnight UTC',
  unarchived: '{0} not in the archive',
  oldTable: 'The network table is {0} old',
  silent: 'No visit to {1} for {0}',
}
export const troubleAdvice = {
  paused: 'Each route answers one request a second. To end that:',
  failing: 'To count the newest again, and to see why it fails:',
  unnamed: 'There is no network table. To make one:',
  messages: 'To see what was answered, and to try once more:',
  uncounted: 'Reports may lack their visits. To count them now:',
  refused: 'Pages of yours may be among them. To see which, and the setting that would let them in:',
  unarchived: 'To write them now:',
  oldTable: 'Networks change hands, so names grow wrong. To get a newer one:',
  silent: 'That is longer than usual there. To examine its page:',
}
export const andMoreTroubles = '{0}, and {1} more'
export const stackIsNamed = 'Visitbook stands for the name of your stack.'
export const command = 'command'
export const timesBy = 'Times by the clock of {0}'
export const networks = 'Networks'
export const lastVisit = 'Last visit'
export const noneYet = 'None yet'
export const reports = 'Reports'
export const allCounted = 'All past days are counted'
export const toBeCounted = (days: string, oldest: string) =>
  `${days} still to be counted, the oldest being ${oldest}`
export const archive = 'Archive'
export const noDayArchived = 'No day yet'
export const archivedUntil = (day: string) => `Every day until ${day}`
export const notArchived = (days: string) => `${days} still to come`
export const failing = 'Cannot be counted'
export const dayOfSite = '{0} of {1}: '
export const nextTry = (since: string, next: string) => `first ${since}, next try after ${next}`
export const cost = 'Cost so far'
export const paused = 'Paused'
export const pausedUntil = (day: string) => `until ${day} UTC; ./visitbook resume ends it`
export const costIn = (of: { dollars: string; month: string; visits: string; missing: string | null }) =>
  `${of.dollars} in ${of.month} so far, estimated from ${of.visits}${of.missing === null ? '' : `; ${of.missing} of it not counted yet`}`
export const noCostIn = (month: string) => `Nothing: no visit was counted in ${month} so far`
export const noCostYet = (month: string) => `Not known yet: no hour with visits in ${month} is counted`
export const version = 'Version'
export const siteHasNoVisits = 'no visits yet'
export const siteLastVisit = (day: string) => `last visit on ${day}`
export const notListed = ', no longer listed'
export const noTable = 'There is no network table, so organisations are not named'
export const tableOf = (day: string, ago: string) => `As of ${day}, ${ago}`

// Recipients
export const aboutRecipients =
  'Make a link for each person or firm that you send your page to, and see whether a person read it. Mail scanners and previews only fetch or load it.'
export const recipientName = 'For whom'
export const exampleRecipient = 'Acme, Jane Doe'
export const pageOrFile = 'Page or file'
export const loadingRecipients = 'Loading recipients'
export const noRecipients = 'None yet.'
export const olderRecipients = (count: number) => `${count} older ones are not shown.`
export const haveRead = (recipients: string) => `${recipients} read it`
export const notOpened = 'not asked for yet'
export const openingStates = { fetched: 'fetched', loaded: 'loaded', read: 'read' }
export const openingReasons = {
  'no page loaded': 'No page was loaded.',
  bot: 'By a bot.',
  'network of scanners': 'From a network of mail scanners.',
  'no sign of a person': 'Nothing shows a person.',
  input: 'Somebody moved a pointer, touched or typed.',
  'time in front': 'It was in front for ten seconds and more.',
  'second page': 'Somebody went on to a second page.',
}
export const byOrganisations = ' by '
export const scannedTimes = (times: number) => `, ${times} × by QR code`
export const linkWithdrawn = 'Withdrawn; it still leads to the page.'
export const shortLink = 'Short link, for paper'
export const madeFor = (page: string, day: string) => `To ${page}, made on ${day}`
export const rename = 'Rename'
export const withdrawLink = 'Withdraw the link'
export const takeBackWithdrawal = 'Let it hold again'
export const showQrCode = 'Show QR code'
export const qrCodeFor = (name: string) => `QR code for ${name}`

// Messages
export const aboutMessages =
  'What you were told of by yourself: who came for the first time, who read what you sent, and digests. They are kept for 90 days at most.'
export const loadingMessages = 'Loading messages'
export const noMessages =
  'None yet. The setting {0} has you told; docs/messages.md says by which ways, and of what.'
export const sendTestMessage = 'Send a test message'
export const haveFailed = (messages: string) => `${messages} failed`
export const showOlder = 'Show older ones'
export const outboxStates = {
  waiting: 'waiting',
  sent: 'sent',
  failed: 'failed',
  merged: 'told by a summary',
}
export const deliveryStates = {
  waiting: 'to be tried again',
  sent: 'taken',
  failed: 'given up',
  stopped: 'wants no more messages',
}
export const triedAt = (moment: string) => `Next try on ${moment}`
export const sendAgain = 'Send again {0}'
export const mute = 'Mute messages {0}'
export const unmute = 'Unmute messages {0}'
export const isMuted = 'muted'
export const cameFirst = '{0} came to {1} for the first time'
export const readFirst = '{0} read what you sent'
export const digestUntil = (day: string) => `Digest up to ${day}`
export const testMessage = 'Test message'
export const allArrive = 'All have arrived'
export const waitingAndFailed = (waiting: string, failed: string) => `${waiting} waiting, ${failed} failed.`
export const lookAtThem = 'Look at them'

// Sharing
export const aboutShares = 'Whoever has a link sees how many came and when, of one site, and nobody’s visits.'
export const inForce = 'In force'
export const noLinks = 'None yet.'
export const nameForYou = 'Name, for you alone'
export const forMyTeam = 'for my team'
export const framedBy = 'May be shown in a frame by pages of'
export const namePages = 'Name the pages that are read most'
export const makeLink = 'Make a link'
export const copyNow = 'Copy it now: it is shown this once.'
export const link = 'Link'
export const frameFor = (pages: string) => `Frame for pages of ${pages}`
export const revoke = 'Revoke {0}'
export const everything = 'everything'
export const feedOfMessages = 'the feed of messages'
export const totalsOf = 'totals of {0}'
export const totalsAndPagesOf = 'totals and pages of {0}'
export const inFrames = (pages: string) => `, in frames of ${pages}`
export const madeOn = (day: string) => `, made on ${day}`

// Signing in
export const subtitle = 'The visitors’ book of your web page.'
export const token = 'Token'
export const staySignedIn = 'Stay signed in on this device'
export const signIn = 'Sign in'
export const signingIn = 'Signing in…'
export const tokenIsHere =
  'The terminal in which {0} runs shows it, and the file {1} has it. The tokens of your settings sign in too.'
export const tokenWasShown =
  '{0} or {1} showed it, once. If it is lost, {1} makes another, and {2} puts that in force.'
export const revoked = 'You are signed out: this token is unknown or was revoked.'
export const invalidLink = 'This link is no longer valid.'
export const enterToken = 'Enter your token.'
export const noToken = 'This is not a token: it has a space or a character that no token has.'
export const feedToken = 'This token is for a feed reader: it sees messages, and nothing here.'
export const areYouOffline = 'Visitbook cannot be reached. Are you offline?'

// Star, note, and adding to a filter
export const starOf = (name: string) => `Star: ${name}`
export const starsCameBack = '★ {0} came back'
export const note = 'Note'
export const exampleNote = 'applied 3 Nov'
export const saveNote = 'Keep the note'
export const alsoOnly = (name: string) => `Add ${name} to the filter`
