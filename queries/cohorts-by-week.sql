-- Of the organisations that came first in one week (named by its Monday), how many came again in each later one. A visitor is
-- known for a day alone, so only organisations can be followed. First is first within the days.
WITH active AS (
  SELECT DISTINCT site, organisation_key, week_start
  FROM visits_now
  WHERE site IN (:sites) AND day BETWEEN :first_day AND :last_day
    AND organisation_kind IN ('business', 'education', 'government') AND NOT is_bot AND NOT is_own
), cohorts AS (
  SELECT site, organisation_key, week_start,
    MIN(week_start) OVER (PARTITION BY site, organisation_key) AS first_week
  FROM active
)
SELECT site, first_week, week_start, COUNT(*) AS organisations
FROM cohorts
GROUP BY site, first_week, week_start
ORDER BY site, first_week, week_start
