/**
 * French. One word for each thing: visite (visit), visiteur (visitor), site (site), page (page), organisation, type (kind),
 * réseau (network), fournisseur (provider), refus (refusal), signal (beacon), jeton (token), source (source), référent
 * (referrer), lien de partage (share link), séance (sitting).
 */
export const language = 'fr'

// The page before its script runs
export const needsScript = 'Cette page a besoin de JavaScript, qu’elle contient elle-même.'
export const didNotStart =
  'Cette page n’a pas démarré. Rechargez-la dans un navigateur des deux dernières années.'

// Things, one word for each
export const visits = 'Visites'
export const visitors = 'Visiteurs'
export const medianTime = 'Temps au premier plan, médiane'
export const botVisits = 'Visites de robots'
export const bots = 'Robots'
export const refusals = 'Refus'
export const organisation = 'Organisation'
export const organisations = 'Organisations'
export const kind = 'Type'
export const site = 'Site'
export const sites = 'Sites'
export const page = 'Page'
export const pages = 'Pages'
export const source = 'Source'
export const sources = 'Sources'
export const referrer = 'Référent'
export const referrers = 'Référents'
export const host = 'Hôte'
export const country = 'Pays'
export const countries = 'Pays'
export const browser = 'Navigateur'
export const browsers = 'Navigateurs'
export const system = 'Système'
export const systems = 'Systèmes'
export const device = 'Appareil'
export const devices = 'Appareils'
export const languageOf = 'Langue'
export const languages = 'Langues'
export const visitor = 'Visiteur'
export const visit = 'Visite'
export const webDomain = 'Domaine web'
export const whatTheyRead = 'Pages lues'
export const section = 'Section'
export const sections = 'Sections'
export const recipient = 'Destinataire'
export const recipients = 'Destinataires'
export const messages = 'Messages'
export const unknown = 'Inconnu'
export const directOrUnknown = 'Direct ou inconnu'
export const none = 'Aucune donnée'
export const allOthers = 'Tous les autres'
export const keep = 'Conserver'

// Things that are counted
export const ofRows = { one: 'ligne', other: 'lignes' }
export const ofRecipients = { one: 'destinataire', other: 'destinataires' }
export const ofMessages = { one: 'message', other: 'messages' }
export const ofVisits = { one: 'visite', other: 'visites' }
export const ofVisitors = { one: 'visiteur', other: 'visiteurs' }
export const ofBotVisits = { one: 'visite de robot', other: 'visites de robots' }
export const ofNewVisits = { one: 'nouvelle visite', other: 'nouvelles visites' }
export const ofOtherVisits = { one: 'autre visite', other: 'autres visites' }
export const ofRefusals = { one: 'refus', other: 'refus' }
export const ofMoreRefusals = { one: 'autre refus', other: 'autres refus' }
export const ofBeacons = { one: 'signal refusé', other: 'signaux refusés' }
export const ofOrganisations = { one: 'organisation', other: 'organisations' }
export const ofNetworks = { one: 'réseau', other: 'réseaux' }
export const ofFirms = { one: 'entreprise', other: 'entreprises' }
export const ofDays = { one: 'jour', other: 'jours' }
export const ofHosts = { one: 'hôte ou motif moins fréquent', other: 'hôtes ou motifs moins fréquents' }
export const andMore = (count: string) => `${count}+`
export const moreThan = (counted: string) => `Plus de ${counted}`
export const lessThan = (amount: string) => `moins de ${amount}`

// Frame
export const skipToContent = 'Aller au contenu'
export const views = 'Vues'
export const viewNames = {
  overview: 'Vue d’ensemble',
  visits: 'Visites',
  recipients: 'Destinataires',
  messages: 'Messages',
  refusals: 'Refus',
  health: 'État',
  shares: 'Partage',
}
export const shareLinks = 'Liens de partage'
export const allSites = 'Tous les sites'
export const signOut = 'Se déconnecter'
export const noFilters = 'Aucun filtre'
export const filteredBy = (filters: string) => `Filtré par ${filters}`
export const offline = (since: string, age: string | null) =>
  `Hors ligne depuis ${since}. Vous voyez ${age === null ? 'le dernier état chargé' : `l’état chargé : ${age}`}. La page reprendra d’elle-même dès que Visitbook sera joignable.`
export const loadedAt = (age: string | null) => `Vous voyez l’état chargé : ${age}.`
export const triedAgain = 'Un nouvel essai suivra de lui-même.'
export const credits = 'Données IP et réseaux : RouteViews, NRO et {0}, {1}'
export const filters = 'Filtres'
export const removeFilter = (name: string, value: string) => `Retirer le filtre ${name} : ${value}`
export const or = 'ou'
export const orMore = 'ou…'
export const otherValues = (name: string) => `ou… autres valeurs : ${name}`
export const removeAll = 'Tout retirer'
export const not = (value: string) => `sauf ${value}`
export const every = (value: string) => `tout ${value}`
export const direct = 'direct ou inconnu'
export const unknownValue = 'inconnu'
export const leftOut = 'Laissé de côté, car inconnu de cette page : '
export const more = (count: number) => ` et ${count} de plus`
export const takeOff = 'Retirer de l’adresse'
export const noneOfYours = '{0} n’est pas l’un de vos sites.'
export const showAllSites = 'Afficher tous les sites'

// Finding, and keys
export const find = 'Chercher'
export const findHint = 'Chercher dans les listes : nom, page, titre ou numéro AS'
export const nothingFound = 'Rien ici ne correspond à la recherche.'
export const keys = 'Clavier'
export const keyFind = 'Chercher dans les listes'
export const keyNext = 'Ligne suivante'
export const keyBefore = 'Ligne précédente'
export const keyHelp = 'Ces touches'
export const keyClose = 'Fermer, ou ne rien chercher'
export const keysAct = 'Les touches seules agissent'

// Period
export const period = 'Période'
export const periodNames = {
  today: 'Aujourd’hui',
  yesterday: 'Hier',
  '7d': '7 jours',
  '28d': '28 jours',
  '30d': '30 jours',
  '90d': '90 jours',
  '12m': '12 mois',
  week: 'Cette semaine',
  'last-week': 'La semaine dernière',
  month: 'Ce mois-ci',
  'last-month': 'Le mois dernier',
  year: 'Cette année',
  'last-year': 'L’année dernière',
}
export const morePeriods = 'Plus'
export const custom = 'Autre'
export const from = 'Du'
export const to = 'Au'
export const show = 'Afficher'
export const previousPeriod = 'Période précédente'
export const nextPeriod = 'Période suivante'
export const periodAndSite = 'Période et site'
export const zoneOfDays = 'Le fuseau horaire selon lequel les jours commencent'
export const noZone = 'Ce navigateur n’indique aucun fuseau horaire : les jours commencent à minuit UTC.'
export const comparedWith = 'Comparé à'
export const comparisons = { before: 'la période précédente', year: 'l’année précédente', none: 'rien' }
export const until = (range: string, time: string) => `${range}, jusqu’à ${time}`
export const notAllKnown = ' ; cette période n’est pas connue en entier'
export const countThen = (count: string) => `${count} alors`
export const comparedToCount = (count: string) => ` par rapport à ${count}`

// Waiting, failing, and what every list has
export const loading = 'Chargement'
export const loadingMore = 'Chargement…'
export const loadingChart = 'Chargement du graphique'
export const loadingOrganisations = 'Chargement des organisations'
export const loadingOrganisation = 'Chargement de l’organisation'
export const loadingVisits = 'Chargement des visites'
export const loadingVisit = 'Chargement de la visite'
export const loadingOthers = 'Recherche d’autres visites'
export const loadingRefusals = 'Chargement des refus'
export const loadingHealth = 'Chargement de l’état'
export const loadingLinks = 'Chargement des liens'
export const tryAgain = 'Réessayer'
export const removeThatFilter = 'Retirez ce filtre pour continuer.'
export const reload = 'Recharger la page'
export const unreachable = 'Visitbook est injoignable.'
export const broken = 'Un problème est survenu sur cette page.'
export const showFewer = 'Afficher moins'
export const showAll = (count: string) => `Tout afficher (${count})`
export const showSome = (most: string, count: string) => `Afficher ${most} sur ${count}`
export const mostVisitsFirst = (title: string) => `${title}, par nombre de visites`
export const others = (count: string) => `${count} autres`
export const allBut = (value: string) => `Tout sauf ${value}`
export const copy = 'Copier {0}'
export const copied = 'Copié'
export const copyByHand = 'Sélectionnez et copiez à la main'
export const manyNarrowed = (filters: number, included: string) =>
  `Il y a trop de visites pour chercher avec ${filters === 1 ? 'ce filtre' : 'ces filtres'}. ${included} Une période plus courte en montre davantage.`
export const manyVisits = (since: string) =>
  `Il y a eu plus de visites qu’on ne peut en compter d’un coup. Toutes celles depuis ${since} sont incluses. Quelques-unes d’avant manquent encore et seront ajoutées dans l’heure.`
export const restSince = (since: string) =>
  `Les totaux et le graphique les comptent toutes, le reste de la page seulement celles depuis ${since}.`
export const onlySince = (since: string) => `Seules celles depuis ${since} sont comptées.`

// Export
export const exportOf = 'Exporter'
export const exportCsv = 'Exporter en CSV'
export const exportExcel = 'Exporter pour Excel'
export const exportNdjson = 'Exporter en NDJSON'
export const forExcel = 'pour Excel'
export const saveAsPicture = 'Enregistrer comme image'
export const saved = (visits: string) => `Enregistré : ${visits}`
export const cancel = 'Annuler'
export const cancelled = 'Annulé'

// Overview
export const whoCame = 'Qui est venu'
export const noOrganisationCame = 'Aucune organisation n’est venue'
export const through = {
  business: 'depuis une entreprise',
  education: 'depuis une université',
  government: 'depuis une administration',
  isp: 'par un fournisseur d’accès domestique ou de bureau',
  mobile: 'par un réseau mobile',
  hosting: 'depuis un centre de données',
  vpn: 'par un VPN',
  gateway: 'par une passerelle de nombreuses entreprises',
  crawler: 'depuis le réseau d’un robot',
  unknown: 'depuis un réseau inconnu',
}
export const allThrough = {
  one: '{0}, {1}',
  both: '{0}, toutes deux {1}',
  all: '{0}, toutes {1}',
}
export const someThrough = (visits: string, through: string) => `${visits} : ${through}`
export const throughGateways = '{0} par {1} : quelqu’un dans un bureau.'
export const perhapsCame = (firms: string) => `Peut-être ${firms}`
export const came = (organisations: string) => `${organisations} en visite`
export const andPerhaps = (came: string, firms: string) => `${came}, et peut-être ${firms}`
export const organisationsFirst = 'Organisations, par nombre de visites'
export const organisationsBy = (column: string) => `Organisations par ${column.toLowerCase()}`
export const organisationsThen = 'Organisations, puis autres réseaux'
export const everyKind = 'Fournisseurs et inconnus aussi'
export const perhapsFirm = 'Peut-être une entreprise, d’après son nom'
export const details = 'Détails'
export const firstSeen = 'Première visite'
export const lastSeen = 'Dernière visite'
export const noneOfKinds =
  'Aucune de ces visites ne vient d’une entreprise, d’une université ou d’une administration.'
export const tooManyVisits = 'Il y avait trop de visites pour les compter toutes.'
export const narrowedList =
  'Avec un filtre, la liste n’a que les visites et les visiteurs. La page d’une organisation dit ce qu’elle a lu, et quand elle est venue la première et la dernière fois.'
export const unnamed = (networks: string) => ` S’y ajoutent ${networks} sans nom, avec moins de visites.`
export const isNew = 'nouveau'
export const only = (kind: string) => `${kind} seulement`
export const onlyFrom = (country: string) => `Seulement les visites de ce pays : ${country}`
export const about = (name: string) => `À propos de ${name}`
export const andMorePages = (count: string) => `et ${count} de plus`
export const allVisitsBy = (name: string) => `Toutes les visites de ${name}`
export const filterByName = (name: string) => `Filtrer par ${name}`
export const seen = (first: string, last: string) => `. Première visite ${first}, dernière ${last}.`
export const when = 'Quand'
export const utcDays = 'Dans ce graphique, les jours commencent à minuit UTC.'
export const noBeacons = 'Aucun signal n’a été refusé.'
export const turnedAway = (beacons: string) => beacons
export const onAllSites = ', sur tous les sites et quels que soient les filtres'
export const seeWhich = 'Voir lesquels'
export const nobodyCame = 'Personne n’est venu'
export const noVisitMatches = 'Aucune visite ne correspond'
export const noVisitsIn = (range: string) => `Aucune visite enregistrée pour la période : ${range}.`
export const noMatchesIn = (range: string) =>
  `Aucune visite correspondant aux filtres pour la période : ${range}.`
export const removeFilters = 'Retirer les filtres'
export const ownLeftOut = {
  one: '{0}, la vôtre : elle n’est pas comptée',
  other: '{0}, les vôtres : elles ne sont pas comptées',
}
export const botsLeftOut = {
  one: '{0}, d’un robot : elle n’est pas comptée',
  other: '{0}, de robots : elles ne sont pas comptées',
}
export const showLeftOut = { one: 'L’afficher', other: 'Les afficher' }
export const whyOwn =
  'Les vôtres sont les visites du navigateur dans lequel vous lisez ceci, et celles que vous avez dites vôtres.'
export const lastVisitOn = (day: string) => `Dernière visite le ${day}.`
export const showRange = (range: string) => `Afficher ${range}`

// The example
export const example = 'Exemple'
export const exampleOffer =
  'Rien à voir encore ? Soixante jours de visites inventées montrent un livre rempli, sur un site à part.'
export const fillExample = 'Remplir un exemple'
export const fillingExample = 'Invention des visites…'
export const exampleIs = 'Ici, toutes les visites sont inventées.'
export const exampleAmong = 'Les visites de {0} en font partie ; elles sont inventées.'
export const exampleAmongShort = 'Avec des visites inventées.'
export const removeExample = 'Retirer l’exemple'
export const removeShort = 'Retirer'
export const removingExample = 'Retrait…'

// The first visit
export const noVisitsYet = 'Pas encore de visites'
export const putThisLine = 'Mettez cette ligne dans votre page, à la fin de son head :'
export const snippet = 'la ligne'
export const listedIs = 'Site inscrit : {0}. Ouvrez ensuite la page dans un navigateur.'
export const listedAre = 'Sites inscrits : {0}. Ouvrez ensuite la page dans un navigateur.'
export const blockers =
  'Les lecteurs dont le bloqueur refuse le script ne sont pas enregistrés ; Visitbook n’essaie pas de déjouer les bloqueurs.'
export const waitingForFirst = 'En attente de la première visite…'
export const onlyRefused = {
  one: 'Pas encore de visite : {0} est arrivé et a été refusé',
  other: 'Pas encore de visite : {0} sont arrivés et ont été refusés',
}
export const refusedFrom = '{0} de {1} : {2}.'
export const refusedFromNowhere = '{0} de nulle part : {1}.'
export const whyRefused = {
  'origin not listed': 'cet hôte n’est pas inscrit',
  'referer not listed': 'cet hôte n’est pas inscrit',
  'site not listed': 'cet hôte, que nomme le signal, n’est pas inscrit',
  'no origin and no referer': 'le signal ne disait pas quelle page l’envoie',
  malformed: 'le signal n’a pas été compris',
  outdated: 'le script dans la page est trop ancien',
}
export const nothingCame = 'Rien n’est arrivé depuis une minute. Les causes habituelles :'
export const causeBlocker =
  'Un bloqueur, ou le navigateur lui-même, refuse le script. Ouvrez {0} : s’il ne se charge pas, c’est cela. S’il se charge, ouvrez votre page une fois dans une fenêtre sans extensions.'
export const causePolicy =
  'La Content-Security-Policy de votre page refuse le script. {0} dit ce qu’il faut y ajouter.'
export const causeSite =
  'La ligne nomme un autre hôte. Affichez le code source de votre page : {0} doit valoir {1}, ou ne pas y être.'
export const causeCache =
  'Le navigateur, ou l’hébergeur de votre page, l’a encore sans la ligne. Rechargez-la, affichez son code source et cherchez-y {0}.'

// Since the owner looked
export const since = (when: string) => `Depuis ${when} : `
export const nothingNew = 'rien de nouveau'
export const noOrganisation = 'aucune organisation'
export const perhapsThose = 'peut-être {0}'
export const forFirstTime = {
  one: '{0}, pour la première fois',
  both: '{0}, les deux pour la première fois',
  all: '{0}, toutes pour la première fois',
}
export const someForFirstTime = '{0} pour la première fois, {1} de nouveau'
export const andOthers = (count: string) => `${count} autres`

// Chart
export const by = 'Par'
export const grainNames = { hour: 'Heure', day: 'Jour', week: 'Semaine', month: 'Mois' }
export const chartAsTable = 'Le graphique en tableau'
export const chartBy = {
  hour: 'Visites et visiteurs par heure',
  day: 'Visites et visiteurs par jour',
  week: 'Visites et visiteurs par semaine',
  month: 'Visites et visiteurs par mois',
}

// What a shared link shows
export const byVisitors = (visitors: string) => `par ${visitors}`
export const toSite = ' sur {0}'
export const zoneOfTotals =
  'Jours et heures sont du fuseau horaire {0}. Une heure est comptée une fois terminée.'
export const pagesOfFive = 'Les pages lues au moins cinq fois sont nommées une fois la journée terminée.'
export const pagesOfWeeks = 'Les pages sont montrées pour des périodes d’au moins sept jours.'

// Sittings
export const sittings = 'Séances'
export const ofPages = { one: 'page', other: 'pages' }
export const sittingAt = (time: string, visits: string) => `Séance à ${time}, ${visits}`
export const organisationsOnly = 'Organisations seulement'
export const noneSoEveryVisit = 'Aucune organisation n’est venue : toutes les visites sont listées.'

// Visits
export const visitAt = (time: string, page: string) => `Visite à ${time}, ${page}`
export const fromHost = 'depuis '
export const unknownNetwork = 'Réseau inconnu'
export const ownVisits = 'Les miennes'
export const bot = 'robot'
export const noVisitsYetHere = 'Pas encore de visites. La prochaine apparaîtra ici d’elle-même.'
export const noVisitsHere = 'Aucune visite ici.'
export const lookingOn = 'Recherche dans les visites plus anciennes'
export const stoppedAfter = (visits: string) => `Arrêté après ${visits} visites. `
export const goOnLooking = 'Continuer la recherche'
export const olderVisits = 'Visites plus anciennes'
export const matching = (of: { matching: string; isAtLeast: boolean; all: string; found: string }) =>
  `Correspondances : ${of.matching}${of.isAtLeast ? ' ou plus' : ''} sur ${of.all}. Trouvées : ${of.found}.`
export const close = 'Fermer'
export const sameVisitor = 'Le même visiteur ce jour-là'
export const allOfVisitor = 'Toutes les visites de ce visiteur'
export const noOtherVisits = 'Aucune autre visite.'
export const filterByThis = 'Filtrer par cette valeur'
export const eraseVisit = 'Effacer cette visite'
export const eraseForGood =
  'Effacer cette visite pour de bon ? Elle ne pourra pas être rétablie. La sauvegarde d’AWS la garde 35 jours.'
export const erase = 'Effacer'
export const erasing = 'Effacement…'
export const whatWasRead = 'Ce qui a été lu'
export const inFront = (time: string) => `${time} au premier plan`
export const mostly = (time: string, section: string) => `${time}, surtout ${section}`
export const took = (read: string, links: string) => `${read} ; a pris ${links}`
export const seenOfPage = (percent: string) => `, ${percent} % de la page vus`
export const nobodyActed = ', ni pointeur, ni doigt, ni touche'
export const sectionsInOrder = 'Sections, dans l’ordre de la page'
export const timeInView = 'Temps à l’écran'
export const usedLinks = 'Liens suivis'
export const scanned = 'par code QR'
export const fetched = 'demandé ; aucune balise n’a tourné'
export const isMine = 'La vôtre, non comptée.'
export const wasMe = 'C’était moi'
export const wasNotMe = 'Ce n’était pas moi'
export const reverseDns = 'DNS inverse'
export const botFact = 'Robot'
export const webAddress = 'Adresse web'
export const title = 'Titre'
export const referringPage = 'Page référente'
export const campaign = 'Campagne'
export const timeZone = 'Fuseau horaire'
export const screen = 'Écran'
export const viewport = 'Fenêtre'
export const userAgent = 'Agent utilisateur'
export const ipAddress = 'Adresse IP'
export const network = 'Réseau'
export const id = 'ID'

// Names of values
export const kindNames = {
  business: 'Entreprise',
  education: 'Enseignement',
  government: 'Administration',
  isp: 'Fournisseur',
  mobile: 'Mobile',
  hosting: 'Hébergement',
  vpn: 'VPN',
  gateway: 'Passerelle',
  crawler: 'Robot d’indexation',
  unknown: 'Inconnu',
}
export const groupNames = {
  search: 'Recherche',
  social: 'Réseaux sociaux',
  ai: 'Assistants IA',
  mail: 'Courriel',
  chat: 'Messageries',
  code: 'Code',
  news: 'Actualités',
  video: 'Vidéo',
  forum: 'Forums',
  jobs: 'Emplois',
  reference: 'Ouvrages de référence',
  shop: 'Boutiques',
  internal: 'Ce site',
  other: 'Autres sites',
}
export const deviceNames = {
  desktop: 'Ordinateur',
  mobile: 'Téléphone',
  tablet: 'Tablette',
  tv: 'Téléviseur',
  console: 'Console',
  wearable: 'Objet porté',
  embedded: 'Embarqué',
}
export const confidences = { high: 'certain', medium: 'assez certain', low: 'supposé' }
export const noEvidence = 'Il n’y a pas d’indice.'
export const evidences = {
  'no rule': 'Aucune étiquette ni règle ne correspond.',
  owner: 'C’est vous qui l’avez dit.',
  'perhaps a firm': 'Le nom ressemble à celui d’une entreprise ; personne ne l’a vérifié.',
  'label: same name': 'Un réseau du même nom enregistré a été étiqueté à la main.',
  label: 'Ce réseau a été étiqueté à la main.',
  'label: range': 'Cette plage d’adresses a été étiquetée à la main.',
  'reverse DNS': 'Le DNS inverse indique son domaine.',
  registry: 'Un registre d’adresses indique son nom.',
  'not in the network table': 'absent de la table des réseaux',
}
export const nameContains = (text: string) => `Le nom enregistré contient « ${text} ».`

// One organisation
export const yourOwnNetwork = ', votre propre réseau'
export const kindIs = (confidence: string) => `Son type est ${confidence}.`
export const visitsFrom = ' Pays : {0}.'
export const visitsInPeriod = (visits: string, visitors: string) =>
  `${visits} par ${visitors} dans cette période`
export const firstAndLast = (first: string, last: string) => `, la première ${first}, la dernière ${last}`
export const timeline = 'Chronologie'
export const nothingInPeriod = 'Rien dans cette période.'
export const noVisitsInPeriod = 'Aucune visite dans cette période.'
export const mostReadFirst = 'Pages, les plus lues d’abord'
export const correctThis = 'Corriger'
export const correctionApplies = 'Votre correction vaut tout de suite, aussi pour les anciennes visites.'
export const correctionOf = 'Concerne'
export const allOf = (name: string) => `${name} en entier`
export const onlyNetwork = (network: string) => `Seulement son réseau ${network}`
export const onlyAddresses = 'Seulement certaines adresses'
export const addresses = 'Adresses, comme une visite les montre'
export const name = 'Nom'
export const myOwnNetwork = 'C’est mon propre réseau : laisser ses visites de côté'
export const save = 'Enregistrer'
export const isSaved = 'Enregistré'
export const withdraw = 'Retirer'
export const withdrawn = 'Retirée'
export const saidOfParts = 'Ce que vous avez dit de ses parties'
export const withdrawOf = (subject: string) => `Retirer la correction de ${subject}`
export const yourOwn = 'le vôtre'

// Refusals
export const aboutRefusals = 'Signaux refusés. Ils sont gardés 30 jours, sans adresse IP ni navigateur.'
export const manyRefusals = (since: string) =>
  ` Il y en a trop pour les compter : voici tous ceux depuis ${since}, et les plus récents de chaque jour d’avant.`
export const moreRefusals = (refusals: string, hosts: string) => `${refusals}, de ${hosts}.`
export const showThem = 'Les afficher'
export const noRefusals = 'Rien n’a été refusé dans cette période.'
export const fromNowhere = 'Sans origine'
export const once = 'Une fois, {0}'
export const times = (count: string) => `${count} fois, la dernière {0}, la première {1}`
export const itNamed = '. Adresse nommée : {0}'
export const setThis = 'Si c’est votre site, mettez ceci dans visitbook.json : {0}'
export const startWithThis = 'Si c’est votre site, lancez Visitbook avec : {0}'
export const setting = 'le réglage'

// Health
export const health = 'État'
export const allIsWell = 'Tout va bien'
export const troubleTitles = {
  paused: 'Ralenti jusqu’au {0} UTC',
  failing: 'Impossible de compter {0}',
  unnamed: 'Tout fonctionne, sans les organisations',
  messages: 'Les messages n’arrivent pas',
  uncounted: 'À compter encore : {0}',
  refused: '{0} depuis minuit UTC',
  unarchived: 'Absents de l’archive : {0}',
  oldTable: 'La table des réseaux date de {0}',
  silent: 'Aucune visite de {1} depuis {0}',
}
export const troubleAdvice = {
  paused: 'Chaque route répond à une requête par seconde. Pour y mettre fin :',
  failing: 'Pour compter à nouveau le plus récent, et voir ce qui l’empêche :',
  unnamed: 'Il n’y a pas de table des réseaux. Pour en faire une :',
  messages: 'Pour voir ce qui a été répondu, et réessayer :',
  uncounted: 'Leurs visites peuvent manquer dans les rapports. Pour les compter maintenant :',
  refused:
    'Des pages à vous sont peut-être concernées. Pour voir lesquelles, et le réglage qui les admettrait :',
  unarchived: 'Pour les écrire maintenant :',
  oldTable: 'Les réseaux changent de mains, et les noms deviennent faux. Pour en avoir une plus récente :',
  silent: 'C’est plus long que d’habitude. Pour examiner sa page :',
}
export const andMoreTroubles = '{0}, et {1} autres points'
export const stackIsNamed = 'Visitbook tient lieu du nom de votre stack.'
export const command = 'commande'
export const timesBy = 'Heures selon l’horloge de {0}'
export const networks = 'Réseaux'
export const lastVisit = 'Dernière visite'
export const noneYet = 'Pas encore'
export const reports = 'Rapports'
export const allCounted = 'Tous les jours passés sont comptés'
export const toBeCounted = (days: string, oldest: string) =>
  `${days} encore à compter, le plus ancien étant le ${oldest}`
export const archive = 'Archive'
export const noDayArchived = 'Aucun jour encore'
export const archivedUntil = (day: string) => `Chaque jour jusqu’au ${day}`
export const notArchived = (days: string) => `${days} encore à venir`
export const failing = 'Impossibles à compter'
export const dayOfSite = '{0}, {1} : '
export const nextTry = (since: string, next: string) =>
  `la première fois ${since}, prochain essai après : ${next}`
export const cost = 'Coût jusqu’ici'
export const paused = 'Ralenti'
export const pausedUntil = (day: string) => `jusqu’au ${day} UTC ; ./visitbook resume y met fin`
export const costIn = (of: { dollars: string; month: string; visits: string; missing: string | null }) =>
  `${of.dollars} en ${of.month} jusqu’ici, estimé pour ${of.visits}${of.missing === null ? '' : ` ; encore à compter : ${of.missing}`}`
export const noCostIn = (month: string) => `Rien : aucune visite n’a été comptée en ${month} jusqu’ici`
export const noCostYet = (month: string) =>
  `Pas encore connu : aucune heure avec des visites n’est comptée en ${month}`
export const version = 'Version'
export const siteHasNoVisits = 'pas encore de visites'
export const siteLastVisit = (day: string) => `dernière visite le ${day}`
export const notListed = ', n’est plus inscrit'
export const noTable = 'Il n’y a pas de table des réseaux, donc les organisations ne sont pas nommées'
export const tableOf = (day: string, ago: string) => `Du ${day}, ${ago}`

// Destinataires
export const aboutRecipients =
  'Faites un lien pour chaque personne ou entreprise à qui vous envoyez votre page, et voyez si quelqu’un l’a lue. Les filtres de courrier et les aperçus ne font que la demander ou la charger.'
export const recipientName = 'Pour qui'
export const exampleRecipient = 'Acme, Jane Doe'
export const pageOrFile = 'Page ou fichier'
export const loadingRecipients = 'Chargement des destinataires'
export const noRecipients = 'Aucun pour l’instant.'
export const olderRecipients = (count: number) => `${count} plus anciens ne sont pas montrés.`
export const haveRead = (recipients: string) => `Lu par ${recipients}`
export const notOpened = 'pas encore demandé'
export const openingStates = { fetched: 'demandé', loaded: 'chargé', read: 'lu' }
export const openingReasons = {
  'no page loaded': 'Aucune page n’a été chargée.',
  bot: 'Par un robot.',
  'network of scanners': 'D’un réseau de filtres de courrier.',
  'no sign of a person': 'Rien n’indique une personne.',
  input: 'Quelqu’un a bougé le pointeur, touché ou tapé.',
  'time in front': 'Dix secondes et plus au premier plan.',
  'second page': 'Quelqu’un est allé à une deuxième page.',
}
export const byOrganisations = ' par '
export const scannedTimes = (times: number) => `, ${times} × par code QR`
export const linkWithdrawn = 'Retiré ; il mène toujours à la page.'
export const shortLink = 'Lien court, pour le papier'
export const madeFor = (page: string, day: string) => `Vers ${page}, fait le ${day}`
export const rename = 'Renommer'
export const withdrawLink = 'Retirer le lien'
export const takeBackWithdrawal = 'Le rendre valable à nouveau'
export const showQrCode = 'Montrer le code QR'
export const qrCodeFor = (name: string) => `Code QR pour ${name}`

// Messages
export const aboutMessages =
  'Ce qui vous a été signalé : qui est venu pour la première fois, qui a lu votre envoi, et les bilans. Ils sont gardés 90 jours au plus.'
export const loadingMessages = 'Chargement des messages'
export const noMessages =
  'Aucun pour l’instant. Le réglage {0} vous fait prévenir ; docs/messages.md dit par quelles voies, et de quoi.'
export const sendTestMessage = 'Envoyer un message d’essai'
export const haveFailed = (messages: string) => `${messages} en échec`
export const showOlder = 'Afficher les plus anciens'
export const outboxStates = {
  waiting: 'en attente',
  sent: 'envoyé',
  failed: 'en échec',
  merged: 'dans un résumé',
}
export const deliveryStates = {
  waiting: 'nouvel essai prévu',
  sent: 'accepté',
  failed: 'abandonné',
  stopped: 'ne veut plus de messages',
}
export const triedAt = (moment: string) => `Prochain essai : ${moment}`
export const sendAgain = 'Renvoyer {0}'
export const mute = 'Ne plus prévenir {0}'
export const unmute = 'Prévenir de nouveau {0}'
export const isMuted = 'sans message'
export const cameFirst = '{0} est venu sur {1} pour la première fois'
export const readFirst = '{0} a lu votre envoi'
export const digestUntil = (day: string) => `Bilan jusqu’au ${day}`
export const testMessage = 'Message d’essai'
export const allArrive = 'Tous sont arrivés'
export const waitingAndFailed = (waiting: string, failed: string) =>
  `${waiting} en attente, ${failed} en échec.`
export const lookAtThem = 'Les voir'

// Sharing
export const aboutShares =
  'Qui a un lien voit combien sont venus sur un site et quand, mais aucune visite en détail.'
export const inForce = 'En vigueur'
export const noLinks = 'Pas encore de lien.'
export const nameForYou = 'Nom, pour vous seul'
export const forMyTeam = 'pour mon équipe'
export const framedBy = 'Peut être montré dans un cadre par les pages de'
export const namePages = 'Nommer les pages les plus lues'
export const makeLink = 'Créer un lien'
export const copyNow = 'Copiez-le maintenant : il n’est montré que cette fois.'
export const link = 'Lien'
export const frameFor = (pages: string) => `Cadre pour les pages de ${pages}`
export const revoke = 'Révoquer {0}'
export const everything = 'tout'
export const feedOfMessages = 'le flux des messages'
export const totalsOf = 'totaux de {0}'
export const totalsAndPagesOf = 'totaux et pages de {0}'
export const inFrames = (pages: string) => `, dans les cadres de ${pages}`
export const madeOn = (day: string) => `, créé le ${day}`

// Signing in
export const subtitle = 'Le livre d’or de votre site.'
export const token = 'Jeton'
export const staySignedIn = 'Rester connecté sur cet appareil'
export const signIn = 'Se connecter'
export const signingIn = 'Connexion…'
export const tokenIsHere =
  'Le terminal où tourne {0} l’affiche, et le fichier {1} le contient. Les jetons de vos réglages valent aussi.'
export const tokenWasShown =
  '{0} ou {1} l’a affiché une fois. S’il est perdu, {1} en crée un autre, que {2} met en vigueur.'
export const revoked = 'Vous êtes déconnecté : ce jeton est inconnu ou a été révoqué.'
export const invalidLink = 'Ce lien n’est plus valable.'
export const enterToken = 'Saisissez votre jeton.'
export const noToken = 'Ce n’est pas un jeton : il contient une espace ou un caractère qu’aucun jeton n’a.'
export const feedToken = 'Ce jeton est pour un lecteur de flux : il voit les messages, et rien ici.'
export const areYouOffline = 'Visitbook est injoignable. Êtes-vous hors ligne ?'

// Star, note, and adding to a filter
export const starOf = (name: string) => `Étoile : ${name}`
export const starsCameBack = '★ De retour : {0}'
export const note = 'Note'
export const exampleNote = 'candidature le 3 nov.'
export const saveNote = 'Garder la note'
export const alsoOnly = (name: string) => `Ajouter ${name} au filtre`
