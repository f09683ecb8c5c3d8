-- name: revenue_drop
-- description: Revenue (US dollars) of a day, in percent of the mean of up to seven days before it; the first three days are not judged
-- param: from_dt  string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt    string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
-- alert: when percent_of_usual < 60
WITH days AS (
  SELECT dt, sum(price * quantity) AS revenue
  FROM user_events
  WHERE dt BETWEEN :from_dt AND :to_dt
    AND event_type = 'purchase'
  GROUP BY dt
),
compared AS (
  SELECT
    dt,
    revenue,
    avg(CAST(revenue AS double)) OVER (ORDER BY dt ROWS BETWEEN 7 PRECEDING AND 1 PRECEDING) AS usual,
    count(*) OVER (ORDER BY dt ROWS BETWEEN 7 PRECEDING AND 1 PRECEDING) AS days_before
  FROM days
)
SELECT
  dt,
  revenue,
  round(usual, 2) AS usual,
  round(CAST(100 AS double) * CAST(revenue AS double) / nullif(usual, 0), 1) AS percent_of_usual
FROM compared
WHERE days_before >= 3
ORDER BY dt
