-- name: order_values_per_hour
-- description: What orders placed in each hour come to, by currency: half of them and nine in ten stay within; estimates where an hour has
-- description: hundreds
-- param: from_dt   string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt     string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
-- param: currency  string = 'EUR'         pattern=[A-Z]{3}
WITH placed AS (
  SELECT order_id, min(created_at) AS created_at, min(amount) AS amount
  FROM orders_changes
  WHERE dt BETWEEN :from_dt AND :to_dt
    AND change_type = 'insert'
    AND coalesce(currency, 'USD') = :currency
  GROUP BY order_id
)
SELECT
  date_trunc('hour', created_at) AS hour_start,
  count(*) AS orders,
  approx_percentile(CAST(amount AS double), 0.5) AS half_within,
  approx_percentile(CAST(amount AS double), 0.9) AS nine_in_ten_within
FROM placed
WHERE amount IS NOT NULL
  AND created_at IS NOT NULL
GROUP BY date_trunc('hour', created_at)
ORDER BY hour_start
