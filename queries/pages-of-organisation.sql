-- What one organisation read, and when: --organisation takes its key, such as university-of-cambridge.
SELECT
  site,
  page,
  COUNT(*) AS visits,
  COUNT(DISTINCT visitor) AS visitors,
  MIN(visited_at) AS first_read,
  MAX(visited_at) AS last_read
FROM visits_now
WHERE site IN (:sites) AND day BETWEEN :first_day AND :last_day
  AND organisation_key = :organisation AND NOT is_bot
GROUP BY site, page
ORDER BY site, visits DESC, page
