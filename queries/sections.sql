-- The sections that people had in view, and for how many seconds together; of visits whose page reported what was read.
-- A visit has its sections in one text, 12 intro|40 publications, twenty at most.
SELECT
  site,
  page,
  section_name,
  COUNT(*) AS visits,
  COUNT(DISTINCT visitor) AS visitors,
  SUM(seconds_in_view) AS seconds_in_view
FROM (
  SELECT
    site,
    page,
    visitor,
    substr(entry, length(split_part(entry, ' ', 1)) + 2) AS section_name,
    CAST(split_part(entry, ' ', 1) AS BIGINT) AS seconds_in_view
  FROM (
    SELECT v.site, v.page, v.visitor, split_part(v.section_seconds, '|', p.place) AS entry
    FROM visits_now v
    CROSS JOIN (
      SELECT 1 AS place UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5
      UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9 UNION ALL SELECT 10
      UNION ALL SELECT 11 UNION ALL SELECT 12 UNION ALL SELECT 13 UNION ALL SELECT 14 UNION ALL SELECT 15
      UNION ALL SELECT 16 UNION ALL SELECT 17 UNION ALL SELECT 18 UNION ALL SELECT 19 UNION ALL SELECT 20
    ) p
    WHERE v.site IN (:sites) AND v.day BETWEEN :first_day AND :last_day AND NOT v.is_bot AND NOT v.is_own
  ) entries
  WHERE entry <> '' AND entry NOT LIKE '0 %'
) sections
GROUP BY site, page, section_name
ORDER BY site, seconds_in_view DESC, page, section_name
