-- name: removed_orders
-- description: Orders that are gone, how they went (time to live or by hand), and their state before, newest first
-- param: from_dt  string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt    string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
-- param: n        integer = 20           min=1  max=1000
WITH distinct_changes AS (
  SELECT DISTINCT order_id, change_sequence, change_id, change_time, change_type, change_expired, status, amount
  FROM orders_changes
  WHERE dt BETWEEN :from_dt AND :to_dt
),
numbered AS (
  SELECT
    order_id,
    change_time,
    change_type,
    change_expired,
    lag(status) OVER (PARTITION BY order_id ORDER BY date_trunc('second', change_time), change_sequence, change_id) AS status_before,
    lag(amount) OVER (PARTITION BY order_id ORDER BY date_trunc('second', change_time), change_sequence, change_id) AS amount_before,
    row_number() OVER (PARTITION BY order_id ORDER BY date_trunc('second', change_time) DESC, change_sequence DESC, change_id DESC) AS newest
  FROM distinct_changes
)
SELECT
  order_id,
  change_time AS removed_at,
  CASE WHEN change_expired THEN 'expired' ELSE 'removed' END AS how,
  status_before,
  amount_before
FROM numbered
WHERE newest = 1
  AND change_type = 'remove'
ORDER BY removed_at DESC, order_id
LIMIT :n
