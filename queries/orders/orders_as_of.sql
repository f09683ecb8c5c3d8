-- name: orders_as_of
-- description: Orders as they were at a moment (UTC), those that changed last before it first
-- param: moment    timestamp = '2026-11-18 12:00:00'
-- param: status    string? = null  enum=new|paid|packed|shipped|delivered|cancelled|returned
-- param: order_id  string? = null
-- param: n         integer = 20    min=1  max=1000
WITH ranked AS (
  SELECT
    order_id,
    change_type,
    change_time,
    customer_id,
    status,
    amount,
    currency,
    version,
    row_number() OVER (PARTITION BY order_id ORDER BY date_trunc('second', change_time) DESC, change_sequence DESC, change_id DESC) AS newest
  FROM orders_changes
  WHERE dt <= date_format(:moment, '%Y-%m-%d')
    AND change_time <= :moment
    AND (CAST(:order_id AS varchar) IS NULL OR order_id = CAST(:order_id AS varchar))
)
SELECT
  order_id,
  change_time,
  customer_id,
  status,
  amount,
  coalesce(currency, 'USD') AS currency,
  version
FROM ranked
WHERE newest = 1
  AND change_type <> 'remove'
  AND (CAST(:status AS varchar) IS NULL OR status = CAST(:status AS varchar))
ORDER BY change_time DESC, order_id
LIMIT :n
