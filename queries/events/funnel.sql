-- name: funnel
-- description: Sessions that looked, put something into the cart and bought, by platform
-- param: from_dt  string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt    string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
-- param: region   string? = null         enum=na|emea|apac|latam
WITH sessions AS (
  SELECT
    session_id,
    min(platform) AS platform,
    max(CASE WHEN event_type = 'view' THEN 1 ELSE 0 END) AS looked,
    max(CASE WHEN event_type = 'cart' THEN 1 ELSE 0 END) AS chose,
    max(CASE WHEN event_type = 'purchase' THEN 1 ELSE 0 END) AS bought
  FROM user_events
  WHERE dt BETWEEN :from_dt AND :to_dt
    AND (CAST(:region AS varchar) IS NULL OR region = CAST(:region AS varchar))
  GROUP BY session_id
)
SELECT
  platform,
  count(*) AS sessions,
  sum(looked) AS with_view,
  sum(chose) AS with_cart,
  sum(bought) AS with_purchase,
  round(CAST(100 AS double) * sum(chose) / count(*), 2) AS percent_cart,
  round(CAST(100 AS double) * sum(bought) / nullif(sum(chose), 0), 2) AS percent_bought_of_cart,
  round(CAST(100 AS double) * sum(bought) / count(*), 2) AS percent_bought
FROM sessions
GROUP BY platform
ORDER BY sessions DESC, platform NULLS LAST
