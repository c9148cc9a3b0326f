<?php
// How many records there are, the newest of them, and how MariaDB is set: `php count.php SOCKET`.
$database = new mysqli(null, 'lamp', 'lamp', 'lamp', null, $argv[1]);
$count = (int) $database->query('SELECT COUNT(*) FROM record')->fetch_row()[0];
$newest = $database->query('SELECT info FROM record ORDER BY id DESC LIMIT 1')->fetch_row();
$settings = 'SELECT @@version, @@innodb_flush_log_at_trx_commit, @@log_bin';
[$version, $flush, $binlog] = $database->query($settings)->fetch_row();
echo json_encode([
    'count' => $count,
    'newest' => $newest === null ? null : json_decode($newest[0]),
    'version' => $version,
    'flush' => $flush,
    'binlog' => $binlog,
]);
