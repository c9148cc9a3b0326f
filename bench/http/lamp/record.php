<?php
// The first version of this service (docs/DESIGN §1), written again from its description: CORS headers, 404 for
// a referer whose host is not on the list, and the whole of $_SERVER as JSON into one table.
$sites = ['you.github.io', 'www.example.com'];

header('Access-Control-Allow-Origin: *');
header('Access-Control-Allow-Methods: GET, POST, OPTIONS');
header('Access-Control-Allow-Headers: Content-Type');

$host = parse_url($_SERVER['HTTP_REFERER'] ?? '', PHP_URL_HOST);
if (!in_array($host, $sites, true)) {
    http_response_code(404);
    exit;
}

$database = new mysqli(null, 'lamp', 'lamp', 'lamp', null, getenv('LAMP_SOCKET'));
$insert = $database->prepare('INSERT INTO record (info) VALUES (?)');
$info = json_encode($_SERVER);
$insert->bind_param('s', $info);
$insert->execute();

header('Content-Type: application/json');
echo json_encode(['id' => $database->insert_id]);
