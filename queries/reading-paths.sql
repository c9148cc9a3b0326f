-- Which page was read after which by one visitor on one day. Where next_page is null, the visitor left; where page is null,
-- the visitor came. A page that is shown again at once is no step.
WITH views AS (
  SELECT site, day, visitor, visited_at, visit_id, page,
    LAG(page) OVER (PARTITION BY site, day, visitor ORDER BY visited_at, visit_id) AS page_before
  FROM visits_now
  WHERE site IN (:sites) AND day BETWEEN :first_day AND :last_day
    AND visitor IS NOT NULL AND NOT is_bot AND NOT is_own
), reading AS (
  SELECT site, page_before, page,
    LEAD(page) OVER (PARTITION BY site, day, visitor ORDER BY visited_at, visit_id) AS page_after
  FROM views
  WHERE page_before IS NULL OR page_before <> page
), steps AS (
  SELECT site, page_before AS page, page AS next_page FROM reading
  UNION ALL
  SELECT site, page, page_after AS next_page FROM reading WHERE page_after IS NULL
)
SELECT site, page, next_page, COUNT(*) AS steps
FROM steps
GROUP BY site, page, next_page
ORDER BY site, steps DESC, page NULLS FIRST, next_page NULLS LAST
