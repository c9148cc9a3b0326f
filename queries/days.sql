-- Visits and visitors of each day, bots beside them, as GET /stats has them; and what came from the owner's own networks.
SELECT
  site,
  day,
  COUNT(CASE WHEN NOT is_bot AND NOT is_own THEN 1 END) AS visits,
  COUNT(DISTINCT CASE WHEN NOT is_bot AND NOT is_own THEN visitor END) AS visitors,
  COUNT(CASE WHEN is_bot AND NOT is_own THEN 1 END) AS bots,
  COUNT(CASE WHEN is_own THEN 1 END) AS own_visits
FROM visits_now
WHERE site IN (:sites) AND day BETWEEN :first_day AND :last_day
GROUP BY site, day
ORDER BY site, day
