-- name: status_as_of
-- description: How many orders were in which state at a moment (UTC), and their amounts in US dollars where that is their currency
-- param: moment  timestamp = '2026-11-18 12:00:00'
WITH ranked AS (
  SELECT
    order_id,
    change_type,
    change_time,
    status,
    amount,
    currency,
    row_number() OVER (PARTITION BY order_id ORDER BY date_trunc('second', change_time) DESC, change_sequence DESC, change_id DESC) AS newest
  FROM orders_changes
  WHERE dt <= date_format(:moment, '%Y-%m-%d')
    AND change_time <= :moment
)
SELECT
  status,
  count(*) AS orders,
  sum(CASE WHEN coalesce(currency, 'USD') = 'USD' THEN amount END) AS amount_usd,
  min(change_time) AS longest_unchanged,
  max(change_time) AS last_changed
FROM ranked
WHERE newest = 1
  AND change_type <> 'remove'
GROUP BY status
ORDER BY orders DESC, status NULLS LAST
