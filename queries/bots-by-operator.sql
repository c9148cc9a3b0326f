-- Whose bots came, what for, and how much they fetched.
SELECT
  site,
  bot_operator,
  bot_purpose,
  COUNT(*) AS visits,
  COUNT(DISTINCT page) AS pages,
  MIN(day) AS first_day,
  MAX(day) AS last_day
FROM visits_now
WHERE site IN (:sites) AND day BETWEEN :first_day AND :last_day AND is_bot AND NOT is_own
GROUP BY site, bot_operator, bot_purpose
ORDER BY site, visits DESC, bot_operator NULLS LAST, bot_purpose NULLS LAST
