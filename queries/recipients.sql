-- What came of each recipient's link, by its code, whose name is in GET /recipients: visits and visitors without bots, how
-- many were scanned or are of files, and from how many organisations. Codes that nobody made are among them.
SELECT
  site,
  recipient_code,
  COUNT(*) AS visits,
  COUNT(DISTINCT visitor) AS visitors,
  COUNT(DISTINCT organisation_key) AS organisations,
  SUM(CASE WHEN scanned THEN 1 ELSE 0 END) AS scans,
  SUM(CASE WHEN fetched THEN 1 ELSE 0 END) AS files,
  MIN(visited_at) AS first_visit,
  MAX(visited_at) AS last_visit
FROM visits_now
WHERE site IN (:sites) AND day BETWEEN :first_day AND :last_day AND NOT is_bot AND NOT is_own
  AND recipient_code IS NOT NULL
GROUP BY site, recipient_code
ORDER BY site, visits DESC, recipient_code
