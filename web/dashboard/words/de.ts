/**
 * German. One word for each thing: Besuch (visit), Besucher (visitor), Website (site), Seite (page), Organisation, Art (kind),
 * Netz (network), Anbieter (provider), Abweisung (refusal), Meldung (beacon), Token, Quelle (source), Verweis (referrer),
 * Freigabe (share link), Sitzung (sitting).
 */
export const language = 'de'

// The page before its script runs
export const needsScript = 'Diese Seite braucht JavaScript, das sie selbst mitbringt.'
export const didNotStart =
  'Diese Seite ist nicht gestartet. Laden Sie sie neu, in einem Browser der letzten zwei Jahre.'

// Things, one word for each
export const visits = 'Besuche'
export const visitors = 'Besucher'
export const medianTime = 'Zeit im Vordergrund, Median'
export const botVisits = 'Bot-Besuche'
export const bots = 'Bots'
export const refusals = 'Abweisungen'
export const organisation = 'Organisation'
export const organisations = 'Organisationen'
export const kind = 'Art'
export const site = 'Website'
export const sites = 'Websites'
export const page = 'Seite'
export const pages = 'Seiten'
export const source = 'Quelle'
export const sources = 'Quellen'
export const referrer = 'Verweis'
export const referrers = 'Verweise'
export const host = 'Host'
export const country = 'Land'
export const countries = 'Länder'
export const browser = 'Browser'
export const browsers = 'Browser'
export const system = 'System'
export const systems = 'Systeme'
export const device = 'Gerät'
export const devices = 'Geräte'
export const languageOf = 'Sprache'
export const languages = 'Sprachen'
export const visitor = 'Besucher'
export const visit = 'Besuch'
export const webDomain = 'Webdomain'
export const whatTheyRead = 'Was gelesen wurde'
export const section = 'Abschnitt'
export const sections = 'Abschnitte'
export const recipient = 'Empfänger'
export const recipients = 'Empfänger'
export const messages = 'Nachrichten'
export const unknown = 'Unbekannt'
export const directOrUnknown = 'Direkt oder unbekannt'
export const none = 'Keine'
export const allOthers = 'Alle anderen'
export const keep = 'Behalten'

// Things that are counted
export const ofRows = { one: 'Zeile', other: 'Zeilen' }
export const ofRecipients = { one: 'Empfänger', other: 'Empfänger' }
export const ofMessages = { one: 'Nachricht', other: 'Nachrichten' }
export const ofVisits = { one: 'Besuch', other: 'Besuche' }
export const ofVisitors = { one: 'Besucher', other: 'Besucher' }
export const ofBotVisits = { one: 'Bot-Besuch', other: 'Bot-Besuche' }
export const ofNewVisits = { one: 'neuer Besuch', other: 'neue Besuche' }
export const ofOtherVisits = { one: 'weiterer Besuch', other: 'weitere Besuche' }
export const ofRefusals = { one: 'Abweisung', other: 'Abweisungen' }
export const ofMoreRefusals = { one: 'weitere Abweisung', other: 'weitere Abweisungen' }
export const ofBeacons = { one: 'Meldung', other: 'Meldungen' }
export const ofOrganisations = { one: 'Organisation', other: 'Organisationen' }
export const ofNetworks = { one: 'Netz', other: 'Netze' }
export const ofFirms = { one: 'Firma', other: 'Firmen' }
export const ofDays = { one: 'Tag', other: 'Tage' }
export const ofHosts = { one: 'seltenerer Host oder Grund', other: 'seltenere Hosts und Gründe' }
export const andMore = (count: string) => `${count} und mehr`
export const moreThan = (counted: string) => `Mehr als ${counted}`
export const lessThan = (amount: string) => `weniger als ${amount}`

// Frame
export const skipToContent = 'Zum Inhalt'
export const views = 'Ansichten'
export const viewNames = {
  overview: 'Übersicht',
  visits: 'Besuche',
  recipients: 'Empfänger',
  messages: 'Nachrichten',
  refusals: 'Abweisungen',
  health: 'Zustand',
  shares: 'Freigaben',
}
export const shareLinks = 'Freigaben'
export const allSites = 'Alle Websites'
export const signOut = 'Abmelden'
export const noFilters = 'Keine Filter'
export const filteredBy = (filters: string) => `Gefiltert nach ${filters}`
export const offline = (since: string, age: string | null) =>
  `Offline seit ${since}. Sie sehen ${age === null ? 'den letzten Stand' : `den Stand von ${age}`}. Sobald Visitbook wieder erreichbar ist, geht es von selbst weiter.`
export const loadedAt = (age: string | null) => `Sie sehen den Stand von ${age}.`
export const triedAgain = 'Es wird von selbst wieder versucht.'
export const credits = 'Zuordnung von IP zu Netz: RouteViews, NRO und {0}, {1}'
export const filters = 'Filter'
export const removeFilter = (name: string, value: string) => `Filter entfernen: ${name} ${value}`
export const or = 'oder'
export const orMore = 'oder …'
export const otherValues = (name: string) => `oder … andere Werte: ${name}`
export const removeAll = 'Alle entfernen'
export const not = (value: string) => `nicht ${value}`
export const every = (value: string) => `jedes ${value}`
export const direct = 'direkt oder unbekannt'
export const unknownValue = 'unbekannt'
export const leftOut = 'Weggelassen, weil diese Seite es nicht kennt: '
export const more = (count: number) => ` und ${count} weitere`
export const takeOff = 'Aus der Adresse entfernen'
export const noneOfYours = '{0} ist keine Ihrer Websites.'
export const showAllSites = 'Alle Websites zeigen'

// Finding, and keys
export const find = 'Suchen'
export const findHint = 'In den Listen suchen: Name, Seite, Titel oder AS-Nummer'
export const nothingFound = 'Nichts hier passt zur Suche.'
export const keys = 'Tastatur'
export const keyFind = 'In den Listen suchen'
export const keyNext = 'Nächste Zeile'
export const keyBefore = 'Zeile davor'
export const keyHelp = 'Diese Tasten'
export const keyClose = 'Schließen, oder nichts suchen'
export const keysAct = 'Einzelne Tasten wirken'

// Period
export const period = 'Zeitraum'
export const periodNames = {
  today: 'Heute',
  yesterday: 'Gestern',
  '7d': '7 Tage',
  '28d': '28 Tage',
  '30d': '30 Tage',
  '90d': '90 Tage',
  '12m': '12 Monate',
  week: 'Diese Woche',
  'last-week': 'Letzte Woche',
  month: 'Dieser Monat',
  'last-month': 'Letzter Monat',
  year: 'Dieses Jahr',
  'last-year': 'Letztes Jahr',
}
export const morePeriods = 'Mehr'
export const custom = 'Eigener'
export const from = 'Von'
export const to = 'Bis'
export const show = 'Zeigen'
export const previousPeriod = 'Voriger Zeitraum'
export const nextPeriod = 'Nächster Zeitraum'
export const periodAndSite = 'Zeitraum und Website'
export const zoneOfDays = 'Die Zeitzone, nach der die Tage beginnen'
export const noZone = 'Dieser Browser nennt keine Zeitzone; die Tage beginnen um Mitternacht UTC.'
export const comparedWith = 'Verglichen mit'
export const comparisons = { before: 'der Zeit davor', year: 'dem Jahr davor', none: 'nichts' }
export const until = (range: string, time: string) => `${range}, bis ${time}`
export const notAllKnown = '; nicht die ganze Zeit ist bekannt'
export const countThen = (count: string) => `damals ${count}`
export const comparedToCount = (count: string) => ` verglichen mit ${count}`

// Waiting, failing, and what every list has
export const loading = 'Wird geladen'
export const loadingMore = 'Wird geladen …'
export const loadingChart = 'Das Diagramm wird geladen'
export const loadingOrganisations = 'Organisationen werden geladen'
export const loadingOrganisation = 'Die Organisation wird geladen'
export const loadingVisits = 'Besuche werden geladen'
export const loadingVisit = 'Der Besuch wird geladen'
export const loadingOthers = 'Andere Besuche werden gesucht'
export const loadingRefusals = 'Abweisungen werden geladen'
export const loadingHealth = 'Der Zustand wird geladen'
export const loadingLinks = 'Freigaben werden geladen'
export const tryAgain = 'Noch einmal versuchen'
export const removeThatFilter = 'Entfernen Sie diesen Filter.'
export const reload = 'Seite neu laden'
export const unreachable = 'Visitbook ist nicht erreichbar.'
export const broken = 'Auf dieser Seite ist etwas schiefgegangen.'
export const showFewer = 'Weniger zeigen'
export const showAll = (count: string) => `Alle ${count} zeigen`
export const showSome = (most: string, count: string) => `${most} von ${count} zeigen`
export const mostVisitsFirst = (title: string) => `${title}, die meisten Besuche zuerst`
export const others = (count: string) => `${count} andere`
export const allBut = (value: string) => `Alle außer ${value}`
export const copy = 'Kopieren {0}'
export const copied = 'Kopiert'
export const copyByHand = 'Bitte markieren und von Hand kopieren'
export const manyNarrowed = (filters: number, included: string) =>
  `Es sind zu viele Besuche, um sie mit ${filters === 1 ? 'diesem Filter' : 'diesen Filtern'} zu durchsuchen. ${included} Ein kürzerer Zeitraum zeigt mehr.`
export const manyVisits = (since: string) =>
  `Es kamen mehr Besuche, als auf einmal gezählt werden können. Enthalten sind alle seit ${since}. Einige frühere fehlen noch und kommen innerhalb einer Stunde hinzu.`
export const restSince = (since: string) =>
  `Summen und Diagramm zählen alle, der Rest der Seite nur die seit ${since}.`
export const onlySince = (since: string) => `Gezählt sind nur die seit ${since}.`

// Export
export const exportOf = 'Export'
export const exportCsv = 'Export als CSV'
export const exportExcel = 'Export für Excel'
export const exportNdjson = 'Export als NDJSON'
export const forExcel = 'für Excel'
export const saveAsPicture = 'Als Bild speichern'
export const saved = (visits: string) => `${visits} gespeichert`
export const cancel = 'Abbrechen'
export const cancelled = 'Abgebrochen'

// Overview
export const whoCame = 'Wer kam'
export const noOrganisationCame = 'Keine Organisation kam'
export const through = {
  business: 'von einer Firma',
  education: 'von einer Hochschule',
  government: 'von einer Behörde',
  isp: 'über einen Anbieter für Zuhause oder Büro',
  mobile: 'über ein Mobilfunknetz',
  hosting: 'aus einem Rechenzentrum',
  vpn: 'über ein VPN',
  gateway: 'über ein Gateway vieler Firmen',
  crawler: 'aus dem Netz eines Crawlers',
  unknown: 'aus einem unbekannten Netz',
}
export const allThrough = {
  one: '{0}, {1}',
  both: '{0}, beide {1}',
  all: '{0}, alle {1}',
}
export const someThrough = (visits: string, through: string) => `${visits}: ${through}`
export const throughGateways = '{0} über {1}: jemand in einem Büro.'
export const perhapsCame = (firms: string) => `Vielleicht ${firms}`
export const came = (organisations: string) => `${organisations} zu Besuch`
export const andPerhaps = (came: string, firms: string) => `${came}, dazu vielleicht ${firms}`
export const organisationsFirst = 'Organisationen, die meisten Besuche zuerst'
export const organisationsBy = (column: string) => `Organisationen nach: ${column}`
export const organisationsThen = 'Organisationen, dann andere Netze'
export const everyKind = 'Auch Anbieter und Unbekannte'
export const perhapsFirm = 'Vielleicht eine Firma, dem Namen nach'
export const details = 'Einzelheiten'
export const firstSeen = 'Zuerst da'
export const lastSeen = 'Zuletzt da'
export const noneOfKinds = 'Keiner dieser Besuche kam von einer Firma, einer Hochschule oder einer Behörde.'
export const tooManyVisits = 'Es waren zu viele Besuche, um alle zu zählen.'
export const narrowedList =
  'Mit einem Filter zeigt die Liste nur Besuche und Besucher. Die Seite einer Organisation sagt, was sie gelesen hat und wann sie zuerst und zuletzt da war.'
export const unnamed = (networks: string) => ` ${networks} mit weniger Besuchen ohne Namen kommen hinzu.`
export const isNew = 'neu'
export const only = (kind: string) => `Nur ${kind}`
export const onlyFrom = (country: string) => `Nur Besuche aus: ${country}`
export const about = (name: string) => `Über ${name}`
export const andMorePages = (count: string) => `und ${count} weitere`
export const allVisitsBy = (name: string) => `Alle Besuche von ${name}`
export const filterByName = (name: string) => `Nach ${name} filtern`
export const seen = (first: string, last: string) => `. Zuerst da: ${first}, zuletzt: ${last}.`
export const when = 'Wann'
export const utcDays = 'In diesem Diagramm beginnen die Tage um Mitternacht UTC.'
export const noBeacons = 'Keine Meldung wurde abgewiesen.'
export const turnedAway = (beacons: string) => `${beacons} abgewiesen`
export const onAllSites = ', auf allen Websites und ungeachtet der Filter'
export const seeWhich = 'Welche'
export const nobodyCame = 'Niemand kam'
export const noVisitMatches = 'Kein Besuch passt'
export const noVisitsIn = (range: string) => `Keine Besuche im Zeitraum ${range}.`
export const noMatchesIn = (range: string) =>
  `Keine Besuche, auf die die Filter passen, im Zeitraum ${range}.`
export const removeFilters = 'Filter entfernen'
export const ownLeftOut = {
  one: '{0} kam, Ihr eigener: er wird nicht mitgezählt',
  other: '{0} kamen, Ihre eigenen: sie werden nicht mitgezählt',
}
export const botsLeftOut = {
  one: '{0} kam, von einem Bot: er wird nicht mitgezählt',
  other: '{0} kamen, von Bots: sie werden nicht mitgezählt',
}
export const showLeftOut = { one: 'Zeigen', other: 'Alle zeigen' }
export const whyOwn =
  'Ihre eigenen sind die Besuche des Browsers, in dem Sie dies lesen, und die, von denen Sie es gesagt haben.'
export const lastVisitOn = (day: string) => `Der letzte Besuch war am ${day}.`
export const showRange = (range: string) => `${range} zeigen`

// The example
export const example = 'Beispiel'
export const exampleOffer =
  'Noch nichts zu sehen? Sechzig Tage erfundener Besuche zeigen ein gefülltes Buch, auf einer eigenen Website.'
export const fillExample = 'Beispiel füllen'
export const fillingExample = 'Besuche werden erfunden…'
export const exampleIs = 'Alle Besuche hier sind erfunden.'
export const exampleAmong = 'Die Besuche von {0} sind hier dabei und erfunden.'
export const exampleAmongShort = 'Mit erfundenen Besuchen.'
export const removeExample = 'Beispiel entfernen'
export const removeShort = 'Entfernen'
export const removingExample = 'Wird entfernt…'

// The first visit
export const noVisitsYet = 'Noch keine Besuche'
export const putThisLine = 'Setzen Sie diese Zeile in Ihre Seite, ans Ende des head:'
export const snippet = 'Zeile'
export const listedIs = 'Eingetragen ist {0}. Öffnen Sie dann die Seite in einem Browser.'
export const listedAre = 'Eingetragen sind {0}. Öffnen Sie dann die Seite in einem Browser.'
export const blockers =
  'Wer das Skript mit einem Blocker abweist, wird nicht erfasst; Visitbook versucht nicht, Blocker zu überlisten.'
export const waitingForFirst = 'Warten auf den ersten Besuch …'
export const onlyRefused = {
  one: 'Noch kein Besuch: {0} kam und wurde abgewiesen',
  other: 'Noch kein Besuch: {0} kamen und wurden abgewiesen',
}
export const refusedFrom = '{0} von {1}: {2}.'
export const refusedFromNowhere = '{0} von nirgendwo: {1}.'
export const whyRefused = {
  'origin not listed': 'dieser Host ist nicht eingetragen',
  'referer not listed': 'dieser Host ist nicht eingetragen',
  'site not listed': 'dieser Host, den die Meldung nennt, ist nicht eingetragen',
  'no origin and no referer': 'die Meldung sagte nicht, welche Seite sie schickt',
  malformed: 'die Meldung war nicht zu verstehen',
  outdated: 'das Skript in der Seite ist zu alt',
}
export const nothingCame = 'Seit einer Minute kam nichts. Die üblichen Ursachen:'
export const causeBlocker =
  'Ein Blocker oder der Browser selbst weist das Skript ab. Öffnen Sie {0}: Lädt es nicht, ist es das. Lädt es, öffnen Sie Ihre Seite einmal in einem Fenster ohne Erweiterungen.'
export const causePolicy =
  'Die Content-Security-Policy Ihrer Seite weist das Skript ab. {0} nennt, was hineingehört.'
export const causeSite =
  'Die Zeile nennt einen anderen Host. Sehen Sie den Quelltext Ihrer Seite an: {0} muss eines von {1} sein oder fehlen.'
export const causeCache =
  'Der Browser oder der Anbieter Ihrer Seite hat sie noch ohne die Zeile. Laden Sie sie neu, sehen Sie den Quelltext an und suchen Sie {0}.'

// Since the owner looked
export const since = (when: string) => `Seit ${when}: `
export const nothingNew = 'nichts Neues'
export const noOrganisation = 'keine Organisation'
export const perhapsThose = 'vielleicht {0}'
export const forFirstTime = {
  one: '{0}, zum ersten Mal',
  both: '{0}, beide zum ersten Mal',
  all: '{0}, alle zum ersten Mal',
}
export const someForFirstTime = '{0} zum ersten Mal, {1} wieder'
export const andOthers = (count: string) => `${count} weitere`

// Chart
export const by = 'Je'
export const grainNames = { hour: 'Stunde', day: 'Tag', week: 'Woche', month: 'Monat' }
export const chartAsTable = 'Das Diagramm als Tabelle'
export const chartBy = {
  hour: 'Besuche und Besucher je Stunde',
  day: 'Besuche und Besucher je Tag',
  week: 'Besuche und Besucher je Woche',
  month: 'Besuche und Besucher je Monat',
}

// What a shared link shows
export const byVisitors = (visitors: string) => `von ${visitors}`
export const toSite = ' auf {0}'
export const zoneOfTotals =
  'Tage und Stunden gelten in der Zeitzone {0}. Eine Stunde wird gezählt, wenn sie vorbei ist.'
export const pagesOfFive =
  'Seiten, die mindestens fünfmal gelesen wurden, werden genannt, wenn der Tag vorbei ist.'
export const pagesOfWeeks = 'Seiten werden für Zeiträume ab sieben Tagen gezeigt.'

// Sittings
export const sittings = 'Sitzungen'
export const ofPages = { one: 'Seite', other: 'Seiten' }
export const sittingAt = (time: string, visits: string) => `Sitzung um ${time}, ${visits}`
export const organisationsOnly = 'Nur Organisationen'
export const noneSoEveryVisit = 'Keine Organisation kam, daher steht hier jeder Besuch.'

// Visits
export const visitAt = (time: string, page: string) => `Besuch um ${time}, ${page}`
export const fromHost = 'von '
export const unknownNetwork = 'Unbekanntes Netz'
export const ownVisits = 'Eigene'
export const bot = 'Bot'
export const noVisitsYetHere = 'Noch keine Besuche. Der nächste erscheint hier von selbst.'
export const noVisitsHere = 'Keine Besuche.'
export const lookingOn = 'Ältere Besuche werden durchsucht'
export const stoppedAfter = (visits: string) => `Nach ${visits} Besuchen angehalten. `
export const goOnLooking = 'Weitersuchen'
export const olderVisits = 'Ältere Besuche'
export const matching = (of: { matching: string; isAtLeast: boolean; all: string; found: string }) =>
  `Treffer: ${of.matching}${of.isAtLeast ? ' oder mehr' : ''}, insgesamt ${of.all}; ${of.found} gefunden.`
export const close = 'Schließen'
export const sameVisitor = 'Derselbe Besucher an diesem Tag'
export const allOfVisitor = 'Alle Besuche dieses Besuchers'
export const noOtherVisits = 'Keine weiteren Besuche.'
export const filterByThis = 'Danach filtern'
export const eraseVisit = 'Diesen Besuch löschen'
export const eraseForGood =
  'Diesen Besuch endgültig löschen? Er lässt sich nicht wiederherstellen. Die Sicherung von AWS behält ihn 35 Tage.'
export const erase = 'Löschen'
export const erasing = 'Wird gelöscht …'
export const whatWasRead = 'Was gelesen wurde'
export const inFront = (time: string) => `${time} im Vordergrund`
export const mostly = (time: string, section: string) => `${time}, vor allem ${section}`
export const took = (read: string, links: string) => `${read}; geholt: ${links}`
export const seenOfPage = (percent: string) => `, ${percent} % der Seite gesehen`
export const nobodyActed = ', ohne Zeiger, Berührung oder Taste'
export const sectionsInOrder = 'Abschnitte, in der Reihenfolge der Seite'
export const timeInView = 'Zeit im Bild'
export const usedLinks = 'Benutzte Links'
export const scanned = 'per QR-Code'
export const fetched = 'abgerufen; kein Beacon lief'
export const isMine = 'Ihr eigener, nicht mitgezählt.'
export const wasMe = 'Das war ich'
export const wasNotMe = 'Das war ich nicht'
export const reverseDns = 'Reverse DNS'
export const botFact = 'Bot'
export const webAddress = 'Webadresse'
export const title = 'Titel'
export const referringPage = 'Verweisende Seite'
export const campaign = 'Kampagne'
export const timeZone = 'Zeitzone'
export const screen = 'Bildschirm'
export const viewport = 'Fenster'
export const userAgent = 'User-Agent'
export const ipAddress = 'IP-Adresse'
export const network = 'Netz'
export const id = 'ID'

// Names of values
export const kindNames = {
  business: 'Firma',
  education: 'Bildung',
  government: 'Behörde',
  isp: 'Anbieter',
  mobile: 'Mobilfunk',
  hosting: 'Hosting',
  vpn: 'VPN',
  gateway: 'Gateway',
  crawler: 'Crawler',
  unknown: 'Unbekannt',
}
export const groupNames = {
  search: 'Suche',
  social: 'Soziale Netzwerke',
  ai: 'KI-Assistenten',
  mail: 'Mail',
  chat: 'Chat',
  code: 'Code',
  news: 'Nachrichten',
  video: 'Video',
  forum: 'Foren',
  jobs: 'Stellen',
  reference: 'Nachschlagewerke',
  shop: 'Läden',
  internal: 'Diese Website',
  other: 'Andere Websites',
}
export const deviceNames = {
  desktop: 'Computer',
  mobile: 'Telefon',
  tablet: 'Tablet',
  tv: 'Fernseher',
  console: 'Konsole',
  wearable: 'Wearable',
  embedded: 'Eingebaut',
}
export const confidences = { high: 'sicher', medium: 'ziemlich sicher', low: 'geraten' }
export const noEvidence = 'Es gibt keinen Beleg.'
export const evidences = {
  'no rule': 'Kein Eintrag und keine Regel passt.',
  owner: 'Von Ihnen so angegeben.',
  'perhaps a firm': 'Der Name klingt nach einer Firma; niemand hat nachgesehen.',
  'label: same name': 'Ein Netz mit demselben eingetragenen Namen ist von Hand zugeordnet.',
  label: 'Dieses Netz ist von Hand zugeordnet.',
  'label: range': 'Dieser Adressbereich ist von Hand zugeordnet.',
  'reverse DNS': 'Reverse DNS nennt die Domain.',
  registry: 'Ein Adressregister nennt den Namen.',
  'not in the network table': 'nicht in der Netztabelle',
}
export const nameContains = (text: string) => `Der eingetragene Name enthält „${text}“.`

// One organisation
export const yourOwnNetwork = ', Ihr eigenes Netz'
export const kindIs = (confidence: string) => `Die Art ist ${confidence}.`
export const visitsFrom = ' Länder: {0}.'
export const visitsInPeriod = (visits: string, visitors: string) =>
  `In diesem Zeitraum ${visits}, ${visitors}`
export const firstAndLast = (first: string, last: string) => `, zuerst ${first}, zuletzt ${last}`
export const timeline = 'Verlauf'
export const nothingInPeriod = 'Nichts in diesem Zeitraum.'
export const noVisitsInPeriod = 'Keine Besuche in diesem Zeitraum.'
export const mostReadFirst = 'Seiten, die meistgelesenen zuerst'
export const correctThis = 'Berichtigen'
export const correctionApplies = 'Ihre Berichtigung gilt sofort, auch für alte Besuche.'
export const correctionOf = 'Betrifft'
export const allOf = (name: string) => `${name} insgesamt`
export const onlyNetwork = (network: string) => `Nur das Netz ${network}`
export const onlyAddresses = 'Nur einige Adressen'
export const addresses = 'Adressen, wie ein Besuch sie zeigt'
export const name = 'Name'
export const myOwnNetwork = 'Das ist mein eigenes Netz: seine Besuche weglassen'
export const save = 'Speichern'
export const isSaved = 'Gespeichert'
export const withdraw = 'Zurücknehmen'
export const withdrawn = 'Zurückgenommen'
export const saidOfParts = 'Ihre Angaben zu Teilen davon'
export const withdrawOf = (subject: string) => `Berichtigung von ${subject} zurücknehmen`
export const yourOwn = 'Ihr eigenes'

// Refusals
export const aboutRefusals =
  'Meldungen, die abgewiesen wurden. Sie bleiben 30 Tage, ohne IP-Adresse und Browser.'
export const manyRefusals = (since: string) =>
  ` Es sind zu viele zum Zählen: Das sind alle seit ${since} und die neuesten jedes früheren Tages.`
export const moreRefusals = (refusals: string, hosts: string) => `${refusals}: ${hosts}.`
export const showThem = 'Zeigen'
export const noRefusals = 'In diesem Zeitraum wurde nichts abgewiesen.'
export const fromNowhere = 'Ohne Herkunft'
export const once = 'Einmal, {0}'
export const times = (count: string) => `${count} Mal, zuletzt {0}, zuerst {1}`
export const itNamed = '. Genannt: {0}'
export const setThis = 'Ist das Ihre Website, setzen Sie dies in visitbook.json: {0}'
export const startWithThis = 'Ist das Ihre Website, starten Sie Visitbook damit: {0}'
export const setting = 'Einstellung'

// Health
export const health = 'Zustand'
export const allIsWell = 'Alles in Ordnung'
export const troubleTitles = {
  paused: 'Gebremst bis {0} UTC',
  failing: '{0} nicht zählbar',
  unnamed: 'Es läuft, ohne Organisationen',
  messages: 'Nachrichten kommen nicht an',
  uncounted: '{0} noch nicht gezählt',
  refused: '{0} seit Mitternacht UTC abgewiesen',
  unarchived: '{0} nicht im Archiv',
  oldTable: 'Die Netztabelle ist {0} alt',
  silent: 'Kein Besuch auf {1} seit {0}',
}
export const troubleAdvice = {
  paused: 'Jede Route beantwortet eine Anfrage pro Sekunde. So endet das:',
  failing: 'So wird der neueste noch einmal gezählt, und Sie sehen, woran es liegt:',
  unnamed: 'Es gibt keine Netztabelle. So entsteht eine:',
  messages: 'So sehen Sie, was geantwortet wurde, und versuchen es noch einmal:',
  uncounted: 'In Berichten können ihre Besuche fehlen. So werden sie jetzt gezählt:',
  refused:
    'Seiten von Ihnen können darunter sein. So sehen Sie, welche, und die Einstellung, die sie zuließe:',
  unarchived: 'So werden sie jetzt geschrieben:',
  oldTable: 'Netze wechseln den Besitzer, und Namen werden falsch. So kommt eine neuere:',
  silent: 'Das ist länger als dort üblich. So prüfen Sie die Seite:',
}
export const andMoreTroubles = '{0}, und {1} weitere Punkte'
export const stackIsNamed = 'Visitbook steht für den Namen Ihres Stacks.'
export const command = 'Befehl'
export const timesBy = 'Zeiten nach der Uhr von {0}'
export const networks = 'Netze'
export const lastVisit = 'Letzter Besuch'
export const noneYet = 'Noch keiner'
export const reports = 'Berichte'
export const allCounted = 'Alle vergangenen Tage sind gezählt'
export const toBeCounted = (days: string, oldest: string) =>
  `${days} noch zu zählen, am längsten wartet: ${oldest}`
export const archive = 'Archiv'
export const noDayArchived = 'Noch kein Tag'
export const archivedUntil = (day: string) => `Jeder Tag bis ${day}`
export const notArchived = (days: string) => `${days} folgen noch`
export const failing = 'Nicht zählbar'
export const dayOfSite = '{0}, {1}: '
export const nextTry = (since: string, next: string) => `zuerst ${since}, nächster Versuch nach: ${next}`
export const cost = 'Kosten bisher'
export const paused = 'Gebremst'
export const pausedUntil = (day: string) => `bis ${day} UTC; ./visitbook resume beendet es`
export const costIn = (of: { dollars: string; month: string; visits: string; missing: string | null }) =>
  `${of.dollars} im ${of.month} bisher, geschätzt für ${of.visits}${of.missing === null ? '' : `; davon noch nicht gezählt: ${of.missing}`}`
export const noCostIn = (month: string) => `Nichts: im ${month} wurde bisher kein Besuch gezählt`
export const noCostYet = (month: string) =>
  `Noch nicht bekannt: im ${month} ist noch keine Stunde mit Besuchen gezählt`
export const version = 'Version'
export const siteHasNoVisits = 'noch keine Besuche'
export const siteLastVisit = (day: string) => `letzter Besuch am ${day}`
export const notListed = ', nicht mehr eingetragen'
export const noTable = 'Es gibt keine Netztabelle, daher werden Organisationen nicht benannt'
export const tableOf = (day: string, ago: string) => `Stand ${day}, ${ago}`

// Empfänger
export const aboutRecipients =
  'Machen Sie einen Link für jede Person oder Firma, der Sie Ihre Seite schicken, und sehen Sie, ob ein Mensch sie gelesen hat. Mail-Scanner und Vorschauen rufen sie nur ab oder laden sie.'
export const recipientName = 'Für wen'
export const exampleRecipient = 'Acme, Jane Doe'
export const pageOrFile = 'Seite oder Datei'
export const loadingRecipients = 'Empfänger werden geladen'
export const noRecipients = 'Noch keine.'
export const olderRecipients = (count: number) => `${count} ältere werden nicht gezeigt.`
export const haveRead = (recipients: string) => `Gelesen von: ${recipients}`
export const notOpened = 'noch nicht abgerufen'
export const openingStates = { fetched: 'abgerufen', loaded: 'geladen', read: 'gelesen' }
export const openingReasons = {
  'no page loaded': 'Es wurde keine Seite geladen.',
  bot: 'Von einem Bot.',
  'network of scanners': 'Aus einem Netz von Mail-Scannern.',
  'no sign of a person': 'Nichts zeigt einen Menschen.',
  input: 'Jemand hat den Zeiger bewegt, getippt oder berührt.',
  'time in front': 'Zehn Sekunden und mehr im Vordergrund.',
  'second page': 'Jemand ging auf eine zweite Seite.',
}
export const byOrganisations = ' von '
export const scannedTimes = (times: number) => `, ${times} × per QR-Code`
export const linkWithdrawn = 'Zurückgezogen; der Link führt weiter zur Seite.'
export const shortLink = 'Kurzer Link, für Papier'
export const madeFor = (page: string, day: string) => `Zu ${page}, gemacht am ${day}`
export const rename = 'Umbenennen'
export const withdrawLink = 'Link zurückziehen'
export const takeBackWithdrawal = 'Wieder gelten lassen'
export const showQrCode = 'QR-Code zeigen'
export const qrCodeFor = (name: string) => `QR-Code für ${name}`

// Messages
export const aboutMessages =
  'Was Ihnen von selbst gemeldet wurde: wer zum ersten Mal kam, wer gelesen hat, was Sie gesendet haben, und Übersichten. Sie werden höchstens 90 Tage aufbewahrt.'
export const loadingMessages = 'Nachrichten werden geladen'
export const noMessages =
  'Noch keine. Mit der Einstellung {0} wird Ihnen gemeldet; docs/messages.md sagt, auf welchen Wegen und was.'
export const sendTestMessage = 'Testnachricht senden'
export const haveFailed = (messages: string) => `${messages} gescheitert`
export const showOlder = 'Ältere zeigen'
export const outboxStates = {
  waiting: 'wartet',
  sent: 'gesendet',
  failed: 'gescheitert',
  merged: 'in einer Sammelnachricht',
}
export const deliveryStates = {
  waiting: 'wird wieder versucht',
  sent: 'angenommen',
  failed: 'aufgegeben',
  stopped: 'will keine Nachrichten mehr',
}
export const triedAt = (moment: string) => `Nächster Versuch: ${moment}`
export const sendAgain = 'Erneut senden {0}'
export const mute = 'Nachrichten stumm schalten {0}'
export const unmute = 'Nachrichten wieder einschalten {0}'
export const isMuted = 'stumm'
export const cameFirst = '{0} war zum ersten Mal auf {1}'
export const readFirst = '{0} hat gelesen, was Sie gesendet haben'
export const digestUntil = (day: string) => `Übersicht bis ${day}`
export const testMessage = 'Testnachricht'
export const allArrive = 'Alle sind angekommen'
export const waitingAndFailed = (waiting: string, failed: string) =>
  `${waiting} warten, ${failed} gescheitert.`
export const lookAtThem = 'Ansehen'

// Sharing
export const aboutShares =
  'Wer einen Link hat, sieht, wie viele auf eine Website kamen und wann, aber keine einzelnen Besuche.'
export const inForce = 'Gültig'
export const noLinks = 'Noch keine.'
export const nameForYou = 'Name, nur für Sie'
export const forMyTeam = 'für mein Team'
export const framedBy = 'Darf im Frame zeigen'
export const namePages = 'Die meistgelesenen Seiten nennen'
export const makeLink = 'Link erstellen'
export const copyNow = 'Kopieren Sie ihn jetzt: Er wird nur dieses eine Mal gezeigt.'
export const link = 'Link'
export const frameFor = (pages: string) => `Frame für Seiten von ${pages}`
export const revoke = 'Widerrufen {0}'
export const everything = 'alles'
export const feedOfMessages = 'den Feed der Nachrichten'
export const totalsOf = 'Summen von {0}'
export const totalsAndPagesOf = 'Summen und Seiten von {0}'
export const inFrames = (pages: string) => `, in Frames von ${pages}`
export const madeOn = (day: string) => `, erstellt am ${day}`

// Signing in
export const subtitle = 'Das Gästebuch Ihrer Website.'
export const token = 'Token'
export const staySignedIn = 'Auf diesem Gerät angemeldet bleiben'
export const signIn = 'Anmelden'
export const signingIn = 'Anmeldung läuft …'
export const tokenIsHere =
  'Das Terminal, in dem {0} läuft, zeigt es, und es steht in der Datei {1}. Die Token Ihrer Einstellungen gelten auch.'
export const tokenWasShown =
  '{0} oder {1} hat es einmal gezeigt. Ist es verloren, macht {1} ein neues, das mit {2} gilt.'
export const revoked = 'Sie sind abgemeldet: Dieses Token ist unbekannt oder wurde widerrufen.'
export const invalidLink = 'Dieser Link gilt nicht mehr.'
export const enterToken = 'Geben Sie Ihr Token ein.'
export const noToken =
  'Das ist kein Token: Es enthält ein Leerzeichen oder ein Zeichen, das in keinem vorkommt.'
export const feedToken = 'Dieses Token ist für einen Feedreader: Es sieht Nachrichten, und hier nichts.'
export const areYouOffline = 'Visitbook ist nicht erreichbar. Sind Sie offline?'

// Star, note, and adding to a filter
export const starOf = (name: string) => `Stern: ${name}`
export const starsCameBack = '★ {0} wieder da'
export const note = 'Notiz'
export const exampleNote = 'beworben am 3. Nov.'
export const saveNote = 'Notiz behalten'
export const alsoOnly = (name: string) => `${name} in den Filter aufnehmen`
