-- name: product_metrics_table
-- description: The table product_metrics: views, cart additions, purchases, pieces and revenue (US dollars) per product and day
-- param: from_dt  string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt    string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
-- materialize: product_metrics partition=dt key=product_id
SELECT
  dt,
  product_id,
  min(category) AS category,
  count_if(event_type = 'view') AS views,
  count_if(event_type = 'cart') AS carts,
  count_if(event_type = 'purchase') AS purchases,
  sum(CASE WHEN event_type = 'purchase' THEN quantity ELSE 0 END) AS pieces,
  sum(CASE WHEN event_type = 'purchase' THEN price * quantity END) AS revenue
FROM user_events
WHERE dt BETWEEN :from_dt AND :to_dt
  AND product_id IS NOT NULL
GROUP BY dt, product_id
ORDER BY dt, product_id
