-- name: experiments
-- description: Variants of an experiment against each other: sessions, those that put something into the cart, those that bought
-- param: experiment  string = 'checkout-button'
-- param: from_dt     string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt       string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
WITH sessions AS (
  SELECT
    session_id,
    element_at(experiments, :experiment) AS variant,
    max(CASE WHEN event_type = 'cart' THEN 1 ELSE 0 END) AS chose,
    max(CASE WHEN event_type = 'purchase' THEN 1 ELSE 0 END) AS bought
  FROM user_events
  WHERE dt BETWEEN :from_dt AND :to_dt
    AND element_at(experiments, :experiment) IS NOT NULL
  GROUP BY session_id, element_at(experiments, :experiment)
)
SELECT
  variant,
  count(*) AS sessions,
  sum(chose) AS with_cart,
  sum(bought) AS with_purchase,
  round(CAST(100 AS double) * sum(chose) / count(*), 2) AS percent_cart,
  round(CAST(100 AS double) * sum(bought) / count(*), 2) AS percent_bought
FROM sessions
GROUP BY variant
ORDER BY variant
