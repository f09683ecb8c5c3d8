-- name: fulfilment_times
-- description: Minutes from one state of an order to the next: how many orders took the step, the shortest time, those within which half of
-- description: them and nine in ten took it, the longest
-- param: from_dt  string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt    string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
WITH reached AS (
  SELECT order_id, status, min(change_time) AS reached_at
  FROM orders_changes
  WHERE dt BETWEEN :from_dt AND :to_dt
    AND change_type <> 'remove'
    AND status IS NOT NULL
  GROUP BY order_id, status
),
steps AS (
  SELECT
    lag(status) OVER (PARTITION BY order_id ORDER BY reached_at, status) AS from_status,
    status AS to_status,
    date_diff('minute', lag(reached_at) OVER (PARTITION BY order_id ORDER BY reached_at, status), reached_at) AS minutes
  FROM reached
),
ranked AS (
  SELECT
    from_status,
    to_status,
    minutes,
    row_number() OVER (PARTITION BY from_status, to_status ORDER BY minutes) AS place,
    count(*) OVER (PARTITION BY from_status, to_status) AS orders
  FROM steps
  WHERE from_status IS NOT NULL
)
SELECT
  from_status,
  to_status,
  count(*) AS orders,
  min(minutes) AS shortest,
  min(CASE WHEN place * 2 >= orders THEN minutes END) AS half_within,
  min(CASE WHEN place * 10 >= orders * 9 THEN minutes END) AS nine_in_ten_within,
  max(minutes) AS longest
FROM ranked
GROUP BY from_status, to_status
ORDER BY count(*) DESC, from_status, to_status
