-- name: paid_per_hour
-- description: Payments of a currency per hour, and their running total of the day
-- param: currency  string = 'EUR'         pattern=[A-Z]{3}
-- param: from_dt   string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt     string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
WITH first_paid AS (
  SELECT order_id, min(change_time) AS paid_at, min(amount) AS amount
  FROM orders_changes
  WHERE dt BETWEEN :from_dt AND :to_dt
    AND change_type = 'modify'
    AND status = 'paid'
    AND coalesce(currency, 'USD') = :currency
  GROUP BY order_id
),
hours AS (
  SELECT date_trunc('hour', paid_at) AS hour_start, count(*) AS orders, sum(amount) AS amount
  FROM first_paid
  GROUP BY date_trunc('hour', paid_at)
)
SELECT
  hour_start,
  orders,
  amount,
  sum(amount) OVER (
    PARTITION BY CAST(hour_start AS date)
    ORDER BY hour_start
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
  ) AS amount_of_day_so_far
FROM hours
ORDER BY hour_start
