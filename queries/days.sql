-- Visits and visitors of each day, bots and own visits beside them: the totals of GET /stats.
SELECT
  site,
  day,
  COUNT(CASE WHEN NOT is_bot AND NOT is_own THEN 1 END) AS visits,
  COUNT(DISTINCT CASE WHEN NOT is_bot AND NOT is_own THEN visitor END) AS visitors,
  COUNT(CASE WHEN is_bot THEN 1 END) AS bots,
  COUNT(CASE WHEN is_own AND NOT is_bot THEN 1 END) AS own_visits
FROM visits_now
WHERE site IN (:sites) AND day BETWEEN :first_day AND :last_day
GROUP BY site, day
ORDER BY site, day
