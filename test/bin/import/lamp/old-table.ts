/** The old server's table, with rows as PHP wrote them, and as dumps have it. */
export interface TableRow {
  readonly id: number
  readonly info: string
  /** By the clock of the server. */
  readonly time: string
}

/** As `json_encode($_SERVER)` writes it: slashes escaped, and all beyond ASCII. */
const phpJson = (value: unknown): string =>
  JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

export const server = (fields: Readonly<Record<string, unknown>> = {}) => ({
  DOCUMENT_ROOT: '/var/www/html',
  REMOTE_ADDR: '17.253.144.10',
  REMOTE_PORT: '44882',
  REQUEST_URI: '/record.php',
  REQUEST_METHOD: 'GET',
  HTTP_REFERER: 'https://you.github.io/cv.html',
  HTTP_USER_AGENT: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
  HTTP_ACCEPT_LANGUAGE: 'de-DE,de;q=0.9',
  argv: [],
  argc: 0,
  ...fields,
})

export const rowOf = (
  id: number,
  fields: Readonly<Record<string, unknown>> = {},
  time = '2019-07-01 12:00:00',
) => ({
  id,
  info: phpJson(server(fields)),
  time,
})

const escapes: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\n': '\\n',
  '\r': '\\r',
  '\x1a': '\\Z',
  '"': '\\"',
  "'": "\\'",
  '\\': '\\\\',
}
/** As mysqldump quotes a text. */
const sqlText = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the dump escapes
  `'${text.replace(/[\0\n\r\x1a"'\\]/g, (sign) => escapes[sign] as string)}'`

const valuesOf = ({ id, info, time }: TableRow): string => `(${id},${sqlText(info)},'${time}')`

export interface DumpOptions {
  readonly type?: 'timestamp' | 'datetime'
  /** Whether the dump has its times in UTC, as by default. */
  readonly inUtc?: boolean
}

/** A dump as mariadb-dump 10.11 writes it, with another table before it that looks like trouble. */
export const mariadbDump = (
  rows: readonly TableRow[],
  { type = 'timestamp', inUtc = true }: DumpOptions = {},
): string => `/*M!999999\\- enable the sandbox mode */ 
-- MariaDB dump 10.19  Distrib 10.11.19-MariaDB, for debian-linux-gnu (x86_64)
--
-- Host: it's localhost    Database: lamp
-- ------------------------------------------------------

/*!40101 SET NAMES utf8mb4 */;
${inUtc ? "/*!40103 SET @OLD_TIME_ZONE=@@TIME_ZONE */;\n/*!40103 SET TIME_ZONE='+00:00' */;" : ''}

DROP TABLE IF EXISTS \`other\`;
CREATE TABLE \`other\` (
  \`id\` int(11) NOT NULL,
  \`x\` text DEFAULT ');',
  KEY \`x\` (\`id\`,\`x\`(10))
) ENGINE=InnoDB;
INSERT INTO \`other\` VALUES
(1,'it\\'s; INSERT INTO record VALUES (1,2,3);'),
(2,NULL);

DROP TABLE IF EXISTS \`record\`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
CREATE TABLE \`record\` (
  \`id\` int(10) unsigned NOT NULL AUTO_INCREMENT,
  \`info\` text NOT NULL,
  \`create_time\` ${type} NOT NULL DEFAULT current_timestamp(),
  PRIMARY KEY (\`id\`)
) ENGINE=InnoDB AUTO_INCREMENT=20001 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

LOCK TABLES \`record\` WRITE;
/*!40000 ALTER TABLE \`record\` DISABLE KEYS */;
INSERT INTO \`record\` VALUES
${rows.map(valuesOf).join(',\n')};
/*!40000 ALTER TABLE \`record\` ENABLE KEYS */;
UNLOCK TABLES;
/*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;
-- Dump completed on 2019-07-02 11:22:33
`

/** As phpMyAdmin exports it: names in each statement, a quote within a text doubled. */
export const phpMyAdminSql = (rows: readonly TableRow[]): string => `-- phpMyAdmin SQL Dump
SET SQL_MODE = "NO_AUTO_VALUE_ON_ZERO";
START TRANSACTION;
SET time_zone = "+00:00";

CREATE TABLE \`record\` (
  \`id\` int(10) UNSIGNED NOT NULL,
  \`info\` text NOT NULL,
  \`create_time\` timestamp NOT NULL DEFAULT current_timestamp()
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

${rows
  .map(
    ({ id, info, time }) =>
      `INSERT INTO \`record\` (\`create_time\`, \`id\`, \`info\`) VALUES\n('${time}', ${id}, '${info.replaceAll('\\', '\\\\').replaceAll("'", "''")}');\n`,
  )
  .join('')}
COMMIT;
`

/** As phpMyAdmin exports it: a row a line, within what it says of the table. */
export const phpMyAdminJson = (rows: readonly TableRow[]): string => `[
{"type":"header","version":"5.2.1","comment":"Export to JSON plugin for PHPMyAdmin"},
{"type":"database","name":"lamp"},
{"type":"table","name":"record","database":"lamp","data":
[
${rows.map(({ id, info, time }) => JSON.stringify({ id: String(id), info, create_time: time })).join(',\n')}
]
}
]
`

const csvCell = (text: string): string => `"${text.replaceAll('"', '""')}"`

/** With names first, as most programs export it. */
export const csv = (rows: readonly TableRow[]): string =>
  [
    'id,info,create_time',
    ...rows.map(({ id, info, time }) => [String(id), info, time].map(csvCell).join(',')),
  ].join('\r\n')

const outfileCell = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`

/** As `INTO OUTFILE … FIELDS TERMINATED BY ',' ENCLOSED BY '"'` writes it. */
export const outfileCsv = (rows: readonly TableRow[]): string =>
  rows.map(({ id, info, time }) => `${[String(id), info, time].map(outfileCell).join(',')}\n`).join('')
