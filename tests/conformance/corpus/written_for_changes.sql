-- Statements written down before any ran: change data, events, orders, calendars, attribution, hierarchies.

-- case: cdc_latest_row_without_deletes
WITH cdc (id, op, name, email, commit_ts, lsn) AS (
  VALUES
    (1, 'I', 'Ada', 'ada@x.io', TIMESTAMP '2024-01-01 08:00:00', 100),
    (1, 'U', 'Ada L.', 'ada@x.io', TIMESTAMP '2024-01-02 08:00:00', 140),
    (2, 'I', 'Bob', 'bob@x.io', TIMESTAMP '2024-01-01 09:00:00', 101),
    (2, 'D', NULL, NULL, TIMESTAMP '2024-01-03 09:00:00', 190),
    (3, 'I', 'Cy', NULL, TIMESTAMP '2024-01-02 10:00:00', 150),
    (3, 'U', 'Cyd', 'cyd@x.io', TIMESTAMP '2024-01-02 10:00:00', 151)
), ranked AS (
  SELECT cdc.*, row_number() OVER (PARTITION BY id ORDER BY commit_ts DESC, lsn DESC) AS rn
  FROM cdc
)
SELECT id, name, email, commit_ts
FROM ranked
WHERE rn = 1 AND op <> 'D'
ORDER BY id

-- case: latest_state_by_max_by
WITH readings (device_id, ts, temp, battery) AS (
  VALUES
    ('d1', TIMESTAMP '2024-03-01 00:00:00', 20.5, 98),
    ('d1', TIMESTAMP '2024-03-01 00:10:00', 21.0, 97),
    ('d2', TIMESTAMP '2024-03-01 00:05:00', 18.2, NULL),
    ('d2', TIMESTAMP '2024-03-01 00:01:00', 17.9, 55),
    ('d3', TIMESTAMP '2024-03-01 00:07:30', 25.1, 12)
)
SELECT
  device_id,
  max(ts) AS last_seen,
  max_by(temp, ts) AS last_temp,
  max_by(battery, ts) AS last_battery,
  max_by(battery, ts) FILTER (WHERE battery IS NOT NULL) AS last_known_battery,
  min_by(temp, ts) AS first_temp
FROM readings
GROUP BY device_id
ORDER BY device_id

-- case: scd2_ranges_from_lead
WITH plan_changes (account_id, plan, changed_at) AS (
  VALUES
    (10, 'free', DATE '2023-01-01'),
    (10, 'pro', DATE '2023-03-15'),
    (10, 'team', DATE '2023-09-01'),
    (11, 'free', DATE '2023-02-10'),
    (12, 'pro', DATE '2023-05-05'),
    (12, 'free', DATE '2023-06-05')
)
SELECT
  account_id,
  plan,
  changed_at AS valid_from,
  coalesce(date_add('day', -1, lead(changed_at) OVER w), DATE '9999-12-31') AS valid_to,
  lead(changed_at) OVER w IS NULL AS is_current,
  date_diff('day', changed_at, coalesce(lead(changed_at) OVER w, DATE '2024-01-01')) AS days_on_plan
FROM plan_changes
WINDOW w AS (PARTITION BY account_id ORDER BY changed_at)
ORDER BY account_id, valid_from

-- case: scd2_collapse_unchanged_versions
WITH snap (sku, snap_date, price, category) AS (
  VALUES
    ('A', DATE '2024-01-01', DECIMAL '10.00', 'toys'),
    ('A', DATE '2024-01-02', DECIMAL '10.00', 'toys'),
    ('A', DATE '2024-01-03', DECIMAL '12.00', 'toys'),
    ('A', DATE '2024-01-04', DECIMAL '10.00', 'toys'),
    ('B', DATE '2024-01-01', DECIMAL '5.50', NULL),
    ('B', DATE '2024-01-02', DECIMAL '5.50', NULL),
    ('B', DATE '2024-01-03', DECIMAL '5.50', 'home')
), flagged AS (
  SELECT
    sku, snap_date, price, category,
    CASE
      WHEN row_number() OVER (PARTITION BY sku ORDER BY snap_date) = 1 THEN 1
      WHEN price IS DISTINCT FROM lag(price) OVER (PARTITION BY sku ORDER BY snap_date) THEN 1
      WHEN category IS DISTINCT FROM lag(category) OVER (PARTITION BY sku ORDER BY snap_date) THEN 1
      ELSE 0
    END AS is_new
  FROM snap
), versions AS (
  SELECT sku, snap_date, price, category, sum(is_new) OVER (PARTITION BY sku ORDER BY snap_date) AS version
  FROM flagged
)
SELECT sku, version, price, category, min(snap_date) AS valid_from, max(snap_date) AS valid_to, count(*) AS snapshots
FROM versions
GROUP BY sku, version, price, category
ORDER BY sku, version

-- case: asof_join_price_at_order_time
WITH prices (sku, price, valid_from) AS (
  VALUES
    ('A', 9.99, TIMESTAMP '2024-01-01 00:00:00'),
    ('A', 11.49, TIMESTAMP '2024-01-10 12:00:00'),
    ('B', 3.00, TIMESTAMP '2024-01-05 00:00:00')
), price_ranges AS (
  SELECT sku, price, valid_from, lead(valid_from) OVER (PARTITION BY sku ORDER BY valid_from) AS valid_to
  FROM prices
), orders (order_id, sku, qty, ordered_at) AS (
  VALUES
    (1, 'A', 2, TIMESTAMP '2024-01-03 10:00:00'),
    (2, 'A', 1, TIMESTAMP '2024-01-10 12:00:00'),
    (3, 'B', 4, TIMESTAMP '2024-01-04 23:59:59'),
    (4, 'B', 5, TIMESTAMP '2024-01-06 01:00:00')
)
SELECT o.order_id, o.sku, o.qty, p.price, o.qty * p.price AS amount
FROM orders o
LEFT JOIN price_ranges p
  ON p.sku = o.sku
 AND o.ordered_at >= p.valid_from
 AND (p.valid_to IS NULL OR o.ordered_at < p.valid_to)
ORDER BY o.order_id

-- case: asof_join_by_union_and_last_value
WITH trades (sym, ts, qty) AS (
  VALUES
    ('XYZ', 105, 10),
    ('XYZ', 112, 20),
    ('QQ', 101, 5),
    ('QQ', 130, 7)
), quotes (sym, ts, bid) AS (
  VALUES
    ('XYZ', 100, 50.10),
    ('XYZ', 110, 50.25),
    ('QQ', 120, 7.00)
), merged AS (
  SELECT sym, ts, bid, CAST(NULL AS integer) AS qty, 0 AS src FROM quotes
  UNION ALL
  SELECT sym, ts, NULL, qty, 1 FROM trades
), filled AS (
  SELECT
    sym, ts, qty, src,
    last_value(bid) IGNORE NULLS OVER (PARTITION BY sym ORDER BY ts, src ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS last_bid
  FROM merged
)
SELECT sym, ts, qty, last_bid, qty * last_bid AS notional
FROM filled
WHERE src = 1
ORDER BY sym, ts

-- case: event_sourcing_cart_replay
WITH events (cart, seq, kind, sku, qty) AS (
  VALUES
    ('c1', 1, 'add', 'A', 2),
    ('c1', 2, 'add', 'B', 1),
    ('c1', 3, 'remove', 'A', 1),
    ('c2', 1, 'add', 'C', 5),
    ('c2', 2, 'clear', NULL, NULL),
    ('c2', 3, 'add', 'D', 1),
    ('c1', 4, 'remove', 'B', 1)
), last_clear AS (
  SELECT cart, max(seq) AS clear_seq FROM events WHERE kind = 'clear' GROUP BY cart
)
SELECT
  e.cart,
  e.sku,
  sum(CASE e.kind WHEN 'add' THEN e.qty WHEN 'remove' THEN -e.qty ELSE 0 END) AS qty
FROM events e
LEFT JOIN last_clear l ON l.cart = e.cart
WHERE e.seq > coalesce(l.clear_seq, 0)
GROUP BY e.cart, e.sku
HAVING sum(CASE e.kind WHEN 'add' THEN e.qty WHEN 'remove' THEN -e.qty ELSE 0 END) > 0
ORDER BY e.cart, e.sku

-- case: replay_json_patches_in_order
WITH patches (entity, seq, patch) AS (
  VALUES
    ('u1', 1, '{"name":"Ann","city":"Oslo"}'),
    ('u1', 2, '{"city":"Bergen"}'),
    ('u1', 3, '{"vip":"true"}'),
    ('u2', 1, '{"name":"Ben"}'),
    ('u2', 2, '{"name":"Benny","city":"Rome"}')
), kv AS (
  SELECT p.entity, p.seq, t.k, t.v
  FROM patches p
  CROSS JOIN UNNEST(CAST(json_parse(p.patch) AS map(varchar, varchar))) AS t (k, v)
)
SELECT entity, k AS attribute, max_by(v, seq) AS current_value, count(*) AS changes, max(seq) AS last_seq
FROM kv
GROUP BY entity, k
ORDER BY entity, attribute

-- case: exact_duplicate_removal_with_count
WITH raw (event_id, user_id, kind) AS (
  VALUES
    ('e1', 1, 'view'),
    ('e1', 1, 'view'),
    ('e2', 1, 'click'),
    ('e3', 2, 'view'),
    ('e3', 2, 'view'),
    ('e3', 2, 'view')
)
SELECT event_id, user_id, kind, count(*) AS copies, count(*) - 1 AS to_delete
FROM raw
GROUP BY 1, 2, 3
ORDER BY copies DESC, event_id

-- case: dedupe_within_time_gap
WITH clicks (user_id, btn, ts) AS (
  VALUES
    (1, 'buy', TIMESTAMP '2024-05-01 10:00:00.000'),
    (1, 'buy', TIMESTAMP '2024-05-01 10:00:00.450'),
    (1, 'buy', TIMESTAMP '2024-05-01 10:00:03.100'),
    (1, 'help', TIMESTAMP '2024-05-01 10:00:00.500'),
    (2, 'buy', TIMESTAMP '2024-05-01 11:00:00.000'),
    (2, 'buy', TIMESTAMP '2024-05-01 11:00:00.999')
), gaps AS (
  SELECT user_id, btn, ts,
    date_diff('millisecond', lag(ts) OVER (PARTITION BY user_id, btn ORDER BY ts), ts) AS gap_ms
  FROM clicks
)
SELECT user_id, btn, ts, gap_ms
FROM gaps
WHERE gap_ms IS NULL OR gap_ms >= 1000
ORDER BY user_id, btn, ts

-- case: snapshot_compare_full_outer
WITH yesterday (id, status, amt) AS (
  VALUES (1, 'open', 10), (2, 'open', 20), (3, 'paid', 30), (5, NULL, 50)
), today (id, status, amt) AS (
  VALUES (1, 'open', 10), (2, 'paid', 20), (4, 'open', 40), (5, NULL, 50)
)
SELECT
  coalesce(t.id, y.id) AS id,
  CASE
    WHEN y.id IS NULL THEN 'inserted'
    WHEN t.id IS NULL THEN 'deleted'
    WHEN (t.status IS DISTINCT FROM y.status) OR (t.amt IS DISTINCT FROM y.amt) THEN 'updated'
    ELSE 'same'
  END AS change_type,
  y.status AS old_status,
  t.status AS new_status
FROM today t
FULL OUTER JOIN yesterday y ON t.id = y.id
ORDER BY 1

-- case: row_hash_change_detection
WITH src (id, first_name, last_name, zip) AS (
  VALUES (1, 'Ann', 'Lee', '0150'), (2, 'Bo', NULL, '9000'), (3, 'Cy', 'Zed', NULL)
)
SELECT
  id,
  lower(to_hex(md5(to_utf8(concat_ws('|', first_name, coalesce(last_name, '~'), coalesce(zip, '~')))))) AS row_md5,
  substr(to_hex(sha256(to_utf8(coalesce(first_name, '') || '#' || coalesce(last_name, '')))), 1, 16) AS short_sha,
  to_hex(to_big_endian_64(crc32(to_utf8(first_name)))) AS crc_hex
FROM src
ORDER BY id

-- case: merge_upsert_simulation
WITH target (id, qty, updated) AS (
  VALUES (1, 5, DATE '2024-01-01'), (2, 7, DATE '2024-01-01'), (3, 9, DATE '2024-01-05')
), delta (id, qty, updated, op) AS (
  VALUES (2, 8, DATE '2024-01-03', 'U'), (3, 1, DATE '2024-01-02', 'U'), (4, 4, DATE '2024-01-03', 'I'), (1, NULL, DATE '2024-01-04', 'D')
), unioned AS (
  SELECT id, qty, updated, 'U' AS op, 0 AS prio FROM target
  UNION ALL
  SELECT id, qty, updated, op, 1 FROM delta
)
SELECT id, qty, updated
FROM (
  SELECT id, qty, updated, op, row_number() OVER (PARTITION BY id ORDER BY updated DESC, prio DESC) AS rn
  FROM unioned
) x
WHERE rn = 1 AND op IN ('I', 'U')
ORDER BY id

-- case: overlapping_validity_ranges_check
WITH dim (k, ver, valid_from, valid_to) AS (
  VALUES
    ('a', 1, DATE '2024-01-01', DATE '2024-02-01'),
    ('a', 2, DATE '2024-01-20', DATE '2024-03-01'),
    ('a', 3, DATE '2024-03-05', DATE '9999-12-31'),
    ('b', 1, DATE '2024-01-01', DATE '2024-06-01'),
    ('b', 2, DATE '2024-06-01', DATE '9999-12-31')
)
SELECT
  k, ver,
  CASE
    WHEN next_from IS NULL THEN 'last'
    WHEN next_from < valid_to THEN 'overlap'
    WHEN next_from > valid_to THEN 'gap'
    ELSE 'ok'
  END AS verdict,
  abs(date_diff('day', valid_to, next_from)) AS days_off
FROM (
  SELECT k, ver, valid_from, valid_to, lead(valid_from) OVER (PARTITION BY k ORDER BY valid_from) AS next_from
  FROM dim
) d
ORDER BY k, ver

-- case: debezium_envelope_before_after
WITH topic (off, payload) AS (
  VALUES
    (0, '{"op":"c","before":null,"after":{"id":1,"amt":"10.50"},"ts_ms":1704067200000}'),
    (1, '{"op":"u","before":{"id":1,"amt":"10.50"},"after":{"id":1,"amt":"12.75"},"ts_ms":1704067260500}'),
    (2, '{"op":"d","before":{"id":1,"amt":"12.75"},"after":null,"ts_ms":1704070800000}')
)
SELECT
  off,
  json_extract_scalar(payload, '$.op') AS op,
  CAST(coalesce(json_extract_scalar(payload, '$.after.id'), json_extract_scalar(payload, '$.before.id')) AS integer) AS id,
  CAST(json_extract_scalar(payload, '$.before.amt') AS decimal(10,2)) AS old_amt,
  CAST(json_extract_scalar(payload, '$.after.amt') AS decimal(10,2)) AS new_amt,
  date_format(from_unixtime(CAST(json_extract_scalar(payload, '$.ts_ms') AS bigint) / 1000.0), '%Y-%m-%d %H:%i:%s') AS changed_at
FROM topic
ORDER BY off

-- case: state_durations_per_ticket
WITH hist (ticket, state, at_ts) AS (
  VALUES
    (7, 'new', TIMESTAMP '2024-02-01 09:00:00'),
    (7, 'open', TIMESTAMP '2024-02-01 09:30:00'),
    (7, 'waiting', TIMESTAMP '2024-02-01 12:00:00'),
    (7, 'open', TIMESTAMP '2024-02-02 08:00:00'),
    (7, 'closed', TIMESTAMP '2024-02-02 08:45:00'),
    (8, 'new', TIMESTAMP '2024-02-03 00:00:00'),
    (8, 'closed', TIMESTAMP '2024-02-03 00:05:00')
), d AS (
  SELECT ticket, state, date_diff('minute', at_ts, lead(at_ts) OVER (PARTITION BY ticket ORDER BY at_ts)) AS mins
  FROM hist
)
SELECT
  ticket,
  coalesce(sum(mins) FILTER (WHERE state = 'new'), 0) AS new_min,
  coalesce(sum(mins) FILTER (WHERE state = 'open'), 0) AS open_min,
  coalesce(sum(mins) FILTER (WHERE state = 'waiting'), 0) AS waiting_min,
  sum(mins) AS total_min
FROM d
GROUP BY ticket
ORDER BY ticket

-- case: active_version_on_each_month_end
WITH dim (emp, dept, valid_from, valid_to) AS (
  VALUES
    ('kim', 'ops', DATE '2024-01-10', DATE '2024-03-14'),
    ('kim', 'eng', DATE '2024-03-15', NULL),
    ('lou', 'ops', DATE '2024-02-01', DATE '2024-02-28')
), months AS (
  SELECT last_day_of_month(m) AS month_end
  FROM UNNEST(sequence(DATE '2024-01-01', DATE '2024-04-01', INTERVAL '1' MONTH)) AS t (m)
)
SELECT m.month_end, count(d.emp) AS headcount, listagg(d.emp || ':' || d.dept, ', ') WITHIN GROUP (ORDER BY d.emp) AS who
FROM months m
LEFT JOIN dim d ON m.month_end BETWEEN d.valid_from AND coalesce(d.valid_to, DATE '9999-12-31')
GROUP BY m.month_end
ORDER BY m.month_end

-- case: late_arriving_events_lag_bucket
WITH ev (id, event_ts, ingest_ts) AS (
  VALUES
    (1, TIMESTAMP '2024-01-01 00:00:00', TIMESTAMP '2024-01-01 00:00:20'),
    (2, TIMESTAMP '2024-01-01 00:00:00', TIMESTAMP '2024-01-01 00:12:00'),
    (3, TIMESTAMP '2024-01-01 23:59:00', TIMESTAMP '2024-01-02 02:00:00'),
    (4, TIMESTAMP '2024-01-01 10:00:00', TIMESTAMP '2024-01-04 10:00:00'),
    (5, TIMESTAMP '2024-01-01 10:00:00', TIMESTAMP '2024-01-01 09:59:50')
)
SELECT
  CASE
    WHEN ingest_ts < event_ts THEN 'clock_skew'
    WHEN ingest_ts - event_ts <= INTERVAL '1' MINUTE THEN 'fresh'
    WHEN ingest_ts - event_ts <= INTERVAL '1' HOUR THEN 'late'
    WHEN ingest_ts - event_ts <= INTERVAL '1' DAY THEN 'very_late'
    ELSE 'too_late'
  END AS bucket,
  count(*) AS n,
  max(date_diff('second', event_ts, ingest_ts)) AS max_lag_s
FROM ev
GROUP BY 1
ORDER BY 1

-- case: forward_fill_sensor_gaps
WITH r (minute_no, v) AS (
  VALUES (0, 1.5), (1, NULL), (2, NULL), (3, 2.5), (4, NULL), (5, 4.0)
)
SELECT
  minute_no,
  v,
  coalesce(v, lag(v) IGNORE NULLS OVER (ORDER BY minute_no)) AS ffill,
  first_value(v) IGNORE NULLS OVER (ORDER BY minute_no ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS bfill,
  count(v) OVER (ORDER BY minute_no) AS grp_no
FROM r
ORDER BY minute_no

-- case: last_change_per_column
WITH v (id, ver, city, tier) AS (
  VALUES
    (1, 1, 'Oslo', 'b'),
    (1, 2, 'Oslo', 's'),
    (1, 3, 'Bonn', 's'),
    (2, 1, 'Rome', 'g'),
    (2, 2, 'Rome', 'g')
), c AS (
  SELECT id, ver,
    city IS DISTINCT FROM lag(city, 1, city) OVER (PARTITION BY id ORDER BY ver) AS city_changed,
    tier IS DISTINCT FROM lag(tier, 1, tier) OVER (PARTITION BY id ORDER BY ver) AS tier_changed
  FROM v
)
SELECT
  id,
  max(ver) AS last_ver,
  max(IF(city_changed, ver)) AS city_changed_in,
  max(IF(tier_changed, ver)) AS tier_changed_in,
  count_if(city_changed OR tier_changed) AS real_changes,
  bool_or(city_changed) AS ever_moved
FROM c
GROUP BY id
ORDER BY id

-- case: tombstone_then_reinsert_lifecycles
WITH log (id, seq, op) AS (
  VALUES (1, 1, 'I'), (1, 2, 'U'), (1, 3, 'D'), (1, 4, 'I'), (1, 5, 'U'), (2, 1, 'I'), (2, 2, 'D')
), g AS (
  SELECT id, seq, op, count_if(op = 'I') OVER (PARTITION BY id ORDER BY seq ROWS UNBOUNDED PRECEDING) AS life
  FROM log
)
SELECT
  id,
  life,
  array_join(array_agg(op ORDER BY seq), '>') AS path,
  max_by(op, seq) <> 'D' AS alive,
  min(seq) AS born_seq,
  max(seq) FILTER (WHERE op = 'D') AS died_seq
FROM g
GROUP BY id, life
ORDER BY id, life

-- case: reconcile_source_and_lake_sets
WITH source (id, amt) AS (
  VALUES (1, 10), (2, 20), (3, 30), (3, 30)
), lake (id, amt) AS (
  VALUES (1, 10), (2, 25), (4, 40)
), missing AS (
  SELECT id, amt FROM source
  EXCEPT
  SELECT id, amt FROM lake
), extra AS (
  SELECT id, amt FROM lake
  EXCEPT
  SELECT id, amt FROM source
)
SELECT 'missing_in_lake' AS side, id, amt FROM missing
UNION ALL
SELECT 'extra_in_lake', id, amt FROM extra
ORDER BY side, id, amt

-- case: unnest_order_items_rows
WITH orders (order_id, items) AS (
  VALUES
    (1, CAST(ARRAY[ROW('A', 2, 9.99), ROW('B', 1, 20.00)] AS array(row(sku varchar, qty integer, price decimal(10,2))))),
    (2, CAST(ARRAY[ROW('C', 10, 0.50)] AS array(row(sku varchar, qty integer, price decimal(10,2))))),
    (3, CAST(ARRAY[] AS array(row(sku varchar, qty integer, price decimal(10,2)))))
)
SELECT o.order_id, t.line_no, t.sku, t.qty, t.price, t.qty * t.price AS line_total
FROM orders o
CROSS JOIN UNNEST(o.items) WITH ORDINALITY AS t (sku, qty, price, line_no)
ORDER BY o.order_id, t.line_no

-- case: left_join_unnest_keeps_empty_orders
WITH orders (order_id, tags) AS (
  VALUES (1, ARRAY['gift', 'rush']), (2, CAST(ARRAY[] AS array(varchar))), (3, NULL), (4, ARRAY['gift'])
)
SELECT o.order_id, t.tag, cardinality(o.tags) AS n_tags
FROM orders o
LEFT JOIN UNNEST(o.tags) AS t (tag) ON true
ORDER BY o.order_id, t.tag NULLS FIRST

-- case: order_total_by_reduce
WITH orders (order_id, items) AS (
  VALUES
    (1, CAST(ARRAY[ROW('A', 2, 9.5e0), ROW('B', 1, 20e0)] AS array(row(sku varchar, qty bigint, price double)))),
    (2, CAST(ARRAY[ROW('C', 4, 0.25e0), ROW('A', 1, 9.5e0), ROW('D', 3, 1e0)] AS array(row(sku varchar, qty bigint, price double))))
)
SELECT
  order_id,
  reduce(items, 0e0, (s, i) -> s + i.qty * i.price, s -> round(s, 2)) AS total,
  reduce(items, BIGINT '0', (s, i) -> s + i.qty, s -> s) AS units,
  array_join(transform(items, i -> i.sku || 'x' || CAST(i.qty AS varchar)), ', ') AS summary
FROM orders
ORDER BY order_id

-- case: row_field_dereference_in_struct
WITH customers (id, address) AS (
  VALUES
    (1, CAST(ROW('Main 1', 'Oslo', ROW(59.91, 10.75)) AS row(street varchar, city varchar, geo row(lat double, lon double)))),
    (2, CAST(ROW(NULL, 'Rome', ROW(41.90, 12.49)) AS row(street varchar, city varchar, geo row(lat double, lon double)))),
    (3, CAST(NULL AS row(street varchar, city varchar, geo row(lat double, lon double))))
)
SELECT
  id,
  address.city AS city,
  coalesce(address.street, 'n/a') AS street,
  address.geo.lat AS lat,
  round(address.geo.lon) AS lon_rounded,
  address IS NULL AS no_address
FROM customers
ORDER BY id

-- case: filter_items_and_any_match
WITH orders (order_id, items) AS (
  VALUES
    (1, CAST(ARRAY[ROW('A', 2), ROW('B', 0)] AS array(row(sku varchar, qty integer)))),
    (2, CAST(ARRAY[ROW('C', 1), ROW('D', 5), ROW('E', 7)] AS array(row(sku varchar, qty integer)))),
    (3, CAST(ARRAY[ROW('F', NULL)] AS array(row(sku varchar, qty integer))))
)
SELECT
  order_id,
  cardinality(filter(items, i -> i.qty > 1)) AS bulk_lines,
  any_match(items, i -> i.qty = 0) AS has_zero,
  all_match(items, i -> i.qty >= 0) AS all_ok,
  none_match(items, i -> i.sku = 'D') AS no_d,
  element_at(items, 1).sku AS first_sku,
  element_at(items, -1).sku AS last_sku
FROM orders
ORDER BY order_id

-- case: json_order_lines_cast_to_rows
WITH raw (doc) AS (
  VALUES
    ('{"id":1,"lines":[{"sku":"A","qty":2,"price":1.5},{"sku":"B","qty":1,"price":4}]}'),
    ('{"id":2,"lines":[]}'),
    ('{"id":3,"lines":[{"sku":"C","qty":3}]}')
)
SELECT
  CAST(json_extract_scalar(doc, '$.id') AS bigint) AS id,
  l.sku,
  l.qty,
  coalesce(l.price, 0) AS price
FROM raw
CROSS JOIN UNNEST(CAST(json_extract(doc, '$.lines') AS array(row(sku varchar, qty integer, price double)))) AS l (sku, qty, price)
ORDER BY 1, 2

-- case: json_scalar_types_and_missing_keys
WITH e (id, j) AS (
  VALUES
    (1, '{"a":1,"b":true,"c":null,"d":{"e":"x"}}'),
    (2, '{"a":"two","d":{"e":["p","q"]}}'),
    (3, '[1,2,3]')
)
SELECT
  id,
  json_extract_scalar(j, '$.a') AS a,
  json_extract_scalar(j, '$.b') AS b,
  json_extract_scalar(j, '$.c') AS c,
  json_extract_scalar(j, '$.d.e') AS de,
  json_extract_scalar(j, '$.d.e[1]') AS de1,
  json_format(json_extract(j, '$.d')) AS d_text,
  json_size(j, '$') AS n_members,
  json_array_length(j) AS arr_len,
  try_cast(json_extract_scalar(j, '$.a') AS integer) AS a_int
FROM e
ORDER BY id

-- case: map_attributes_lookup
WITH products (sku, attrs) AS (
  VALUES
    ('A', MAP(ARRAY['color', 'size'], ARRAY['red', 'XL'])),
    ('B', MAP(ARRAY['color'], ARRAY['blue'])),
    ('C', MAP(CAST(ARRAY[] AS array(varchar)), CAST(ARRAY[] AS array(varchar))))
)
SELECT
  sku,
  element_at(attrs, 'color') AS color,
  coalesce(element_at(attrs, 'size'), 'one-size') AS size,
  try(attrs['size']) AS raw_size,
  cardinality(attrs) AS n_attrs,
  array_sort(map_keys(attrs)) AS keys,
  contains(map_values(attrs), 'blue') AS has_blue
FROM products
ORDER BY sku

-- case: map_filter_and_transform_values
WITH stock (wh, levels) AS (
  VALUES
    ('N', MAP(ARRAY['A', 'B', 'C'], ARRAY[5, 0, 12])),
    ('S', MAP(ARRAY['A', 'D'], ARRAY[0, 0]))
)
SELECT
  wh,
  array_sort(map_keys(map_filter(levels, (k, v) -> v > 0))) AS in_stock,
  array_sort(map_values(transform_values(levels, (k, v) -> v * 2))) AS doubled,
  array_sort(map_keys(transform_keys(levels, (k, v) -> lower(k) || '_' || wh))) AS qualified_keys,
  reduce(map_values(levels), 0, (s, x) -> s + x, s -> s) AS total
FROM stock
ORDER BY wh

-- case: map_agg_pivot_of_metrics
WITH m (device, metric, val) AS (
  VALUES ('d1', 'cpu', 0.5), ('d1', 'mem', 0.7), ('d2', 'cpu', 0.1), ('d2', 'disk', 0.9), ('d3', 'mem', NULL)
), p AS (
  SELECT device, map_agg(metric, val) AS kv FROM m GROUP BY device
)
SELECT device, element_at(kv, 'cpu') AS cpu, element_at(kv, 'mem') AS mem, element_at(kv, 'disk') AS disk, cardinality(kv) AS n
FROM p
ORDER BY device

-- case: multimap_agg_users_per_role
WITH grants (role_name, usr) AS (
  VALUES ('admin', 'ann'), ('dev', 'bob'), ('dev', 'ann'), ('ops', 'cy'), ('dev', 'dee')
), mm AS (
  SELECT multimap_agg(role_name, usr) AS by_role, multimap_agg(usr, role_name) AS by_user FROM grants
)
SELECT
  array_join(array_sort(by_role['dev']), ',') AS devs,
  cardinality(by_role) AS n_roles,
  array_sort(element_at(by_user, 'ann')) AS ann_roles,
  element_at(by_user, 'zed') AS zed_roles,
  array_sort(map_keys(map_filter(by_user, (k, v) -> cardinality(v) > 1))) AS multi_role_users
FROM mm

-- case: map_entries_unnest_ranked
WITH u (user_id, prefs) AS (
  VALUES (1, MAP(ARRAY['jazz', 'rock', 'pop'], ARRAY[3, 9, 9])), (2, MAP(ARRAY['folk'], ARRAY[1]))
)
SELECT user_id, genre, score, rank() OVER (PARTITION BY user_id ORDER BY score DESC) AS rnk
FROM u
CROSS JOIN UNNEST(prefs) AS t (genre, score)
ORDER BY user_id, rnk, genre

-- case: zip_parallel_arrays
WITH o (id, skus, qtys, prices) AS (
  VALUES (1, ARRAY['A', 'B', 'C'], ARRAY[1, 2], ARRAY[1.10, 2.20, 3.30]), (2, ARRAY['D'], ARRAY[5], ARRAY[0.99])
)
SELECT o.id, t.sku, t.qty, t.price
FROM o
CROSS JOIN UNNEST(o.skus, o.qtys, o.prices) AS t (sku, qty, price)
ORDER BY o.id, t.sku

-- case: zip_with_weighted_score
WITH s (id, scores, weights) AS (
  VALUES (1, ARRAY[1e0, 2e0, 3e0], ARRAY[0.5e0, 0.25e0, 0.25e0]), (2, ARRAY[4e0, 0e0], ARRAY[0.5e0, 0.5e0])
)
SELECT
  id,
  zip_with(scores, weights, (a, w) -> a * w) AS parts,
  reduce(zip_with(scores, weights, (a, w) -> a * w), 0e0, (acc, x) -> acc + x, acc -> acc) AS weighted,
  array_max(scores) AS best,
  array_position(scores, array_max(scores)) AS best_at
FROM s
ORDER BY id

-- case: array_set_operations_on_segments
WITH seg (usr, before_seg, after_seg) AS (
  VALUES
    ('a', ARRAY['new', 'eu', 'trial'], ARRAY['eu', 'paid']),
    ('b', ARRAY['us'], ARRAY['us']),
    ('c', ARRAY['us', 'us', 'vip'], ARRAY['eu', 'vip'])
)
SELECT
  usr,
  array_sort(array_except(after_seg, before_seg)) AS gained,
  array_sort(array_except(before_seg, after_seg)) AS lost,
  array_sort(array_intersect(before_seg, after_seg)) AS kept,
  array_sort(array_union(before_seg, after_seg)) AS ever,
  arrays_overlap(before_seg, after_seg) AS overlap_flag,
  cardinality(array_distinct(before_seg)) AS n_before
FROM seg
ORDER BY usr

-- case: array_sort_with_comparator
WITH t (id, words) AS (
  VALUES (1, ARRAY['pear', 'fig', 'banana', 'kiwi']), (2, ARRAY['b', 'aa', 'c'])
)
SELECT
  id,
  array_sort(words, (x, y) -> IF(length(x) < length(y), -1, IF(length(x) > length(y), 1, IF(x < y, -1, IF(x > y, 1, 0))))) AS by_length,
  reverse(array_sort(words)) AS desc_words,
  slice(array_sort(words), 1, 2) AS top2
FROM t
ORDER BY id

-- case: nested_json_array_of_objects_flatten
WITH api (page, body) AS (
  VALUES
    (1, JSON '{"users":[{"n":"ann","tags":["x","y"]},{"n":"bob","tags":[]}]}'),
    (2, JSON '{"users":[{"n":"cy","tags":["z"]}]}')
)
SELECT a.page, json_extract_scalar(u.obj, '$.n') AS name, t.tag
FROM api a
CROSS JOIN UNNEST(CAST(json_extract(a.body, '$.users') AS array(json))) AS u (obj)
LEFT JOIN UNNEST(CAST(json_extract(u.obj, '$.tags') AS array(varchar))) AS t (tag) ON true
ORDER BY a.page, name, t.tag

-- case: build_json_documents
WITH p (id, name, qty) AS (
  VALUES (1, 'pen', 3), (2, 'ink "blue"', NULL), (3, 'pad', 0)
)
SELECT
  id,
  json_format(CAST(CAST(ROW(id, name, qty) AS row(id integer, name varchar, qty integer)) AS json)) AS as_row,
  json_format(CAST(ARRAY[id, qty] AS json)) AS as_array,
  json_format(CAST(MAP(ARRAY['name'], ARRAY[name]) AS json)) AS as_map
FROM p
ORDER BY id

-- case: try_cast_and_try_on_dirty_values
WITH dirty (id, v, d) AS (
  VALUES (1, '12.5', '2024-02-29'), (2, 'abc', '2023-02-29'), (3, '', '2024-13-01'), (4, NULL, NULL), (5, ' 7', '2024-01-01')
)
SELECT
  id,
  try_cast(v AS double) AS v_dbl,
  try_cast(trim(v) AS integer) AS v_int,
  try_cast(d AS date) AS d_date,
  try(date_parse(d, '%Y-%m-%d')) AS d_ts,
  coalesce(try(100 / CAST(trim(v) AS integer)), -1) AS ratio
FROM dirty
ORDER BY id

-- case: histogram_and_map_union
WITH ev (grp, kind) AS (
  VALUES ('g1', 'view'), ('g1', 'view'), ('g1', 'buy'), ('g2', 'view'), ('g2', 'ret')
), h AS (
  SELECT grp, histogram(kind) AS counts FROM ev GROUP BY grp
)
SELECT
  grp,
  element_at(counts, 'view') AS views,
  coalesce(element_at(counts, 'buy'), 0) AS buys,
  array_sort(map_keys(map_concat(counts, MAP(ARRAY['synthetic'], ARRAY[BIGINT '1'])))) AS with_extra
FROM h
ORDER BY grp

-- case: sum_over_unnest_subquery
WITH o (id, lines) AS (
  VALUES (1, ARRAY[10, 20, 30]), (2, ARRAY[5]), (3, ARRAY[7, NULL])
)
SELECT
  id,
  (SELECT sum(x) FROM UNNEST(lines) AS t (x)) AS total,
  (SELECT count(x) FROM UNNEST(lines) AS t (x)) AS n_known,
  cardinality(lines) AS n_lines
FROM o
ORDER BY id

-- case: basket_pairs_from_combinations
WITH baskets (b, skus) AS (
  VALUES (1, ARRAY['A', 'B', 'C']), (2, ARRAY['B', 'A']), (3, ARRAY['C', 'B']), (4, ARRAY['D'])
)
SELECT pair[1] AS sku1, pair[2] AS sku2, count(*) AS together
FROM baskets
CROSS JOIN UNNEST(combinations(array_sort(skus), 2)) AS t (pair)
GROUP BY pair[1], pair[2]
HAVING count(*) >= 1
ORDER BY together DESC, sku1, sku2

-- case: first_and_last_touch_attribution
WITH touches (usr, ts, channel) AS (
  VALUES
    (1, TIMESTAMP '2024-01-01 10:00:00', 'ads'),
    (1, TIMESTAMP '2024-01-03 10:00:00', 'email'),
    (1, TIMESTAMP '2024-01-05 10:00:00', 'direct'),
    (2, TIMESTAMP '2024-01-02 10:00:00', 'seo'),
    (3, TIMESTAMP '2024-01-09 10:00:00', 'ads')
), conv (usr, ts, revenue) AS (
  VALUES
    (1, TIMESTAMP '2024-01-04 00:00:00', 100.00),
    (2, TIMESTAMP '2024-01-02 11:00:00', 40.00),
    (3, TIMESTAMP '2024-01-08 00:00:00', 15.00)
)
SELECT
  c.usr,
  c.revenue,
  coalesce(min_by(t.channel, t.ts), 'unknown') AS first_touch,
  coalesce(max_by(t.channel, t.ts), 'unknown') AS last_touch,
  count(t.ts) AS n_touches
FROM conv c
LEFT JOIN touches t ON t.usr = c.usr AND t.ts <= c.ts
GROUP BY c.usr, c.revenue
ORDER BY c.usr

-- case: linear_and_position_based_attribution
WITH path (conv_id, pos, channel, revenue) AS (
  VALUES
    (1, 1, 'ads', 90e0), (1, 2, 'email', 90e0), (1, 3, 'seo', 90e0),
    (2, 1, 'seo', 50e0),
    (3, 1, 'ads', 20e0), (3, 2, 'ads', 20e0)
), w AS (
  SELECT path.*, count(*) OVER (PARTITION BY conv_id) AS n FROM path
)
SELECT
  channel,
  round(sum(revenue / n), 2) AS linear_credit,
  round(sum(revenue * CASE
    WHEN n = 1 THEN 1e0
    WHEN n = 2 THEN 0.5e0
    WHEN pos IN (1, n) THEN 0.4e0
    ELSE 0.2e0 / (n - 2)
  END), 2) AS u_shaped
FROM w
GROUP BY channel
ORDER BY channel

-- case: time_decay_attribution
WITH t (conv_id, channel, days_before) AS (
  VALUES (1, 'ads', 14), (1, 'email', 7), (1, 'direct', 0), (2, 'email', 7), (2, 'ads', 7)
)
SELECT
  conv_id,
  channel,
  round(power(2, -days_before / 7e0) / sum(power(2, -days_before / 7e0)) OVER (PARTITION BY conv_id), 4) AS share
FROM t
ORDER BY conv_id, share DESC, channel

-- case: weekly_retention_matrix
WITH act (usr, d) AS (
  VALUES
    ('a', DATE '2024-01-01'), ('a', DATE '2024-01-09'), ('a', DATE '2024-01-16'),
    ('b', DATE '2024-01-03'), ('b', DATE '2024-01-17'),
    ('c', DATE '2024-01-08'), ('c', DATE '2024-01-15'),
    ('d', DATE '2024-01-10')
), cohort AS (
  SELECT usr, date_trunc('week', min(d)) AS cohort_week FROM act GROUP BY usr
), x AS (
  SELECT c.cohort_week, a.usr, date_diff('week', c.cohort_week, date_trunc('week', a.d)) AS wk
  FROM act a JOIN cohort c ON c.usr = a.usr
)
SELECT
  cohort_week,
  count(DISTINCT usr) AS users,
  count(DISTINCT IF(wk = 1, usr)) AS w1,
  count(DISTINCT IF(wk = 2, usr)) AS w2,
  round(100.0 * count(DISTINCT IF(wk = 1, usr)) / count(DISTINCT usr), 1) AS w1_pct
FROM x
GROUP BY cohort_week
ORDER BY cohort_week

-- case: strict_order_funnel_by_windows
WITH ev (usr, ts, step) AS (
  VALUES
    (1, 1, 'view'), (1, 2, 'cart'), (1, 5, 'buy'),
    (2, 1, 'cart'), (2, 2, 'view'), (2, 3, 'buy'),
    (3, 4, 'view'), (3, 9, 'cart'),
    (4, 7, 'view')
), s AS (
  SELECT usr,
    min(IF(step = 'view', ts)) OVER (PARTITION BY usr) AS t_view,
    ts, step
  FROM ev
), s2 AS (
  SELECT usr, t_view, min(IF(step = 'cart' AND ts > t_view, ts)) OVER (PARTITION BY usr) AS t_cart, ts, step
  FROM s
), u AS (
  SELECT usr, t_view, t_cart, min(IF(step = 'buy' AND ts > t_cart, ts)) AS t_buy
  FROM s2
  GROUP BY usr, t_view, t_cart
)
SELECT
  count(t_view) AS viewed,
  count(t_cart) AS carted,
  count(t_buy) AS bought,
  round(CAST(count(t_buy) AS double) / nullif(count(t_view), 0), 3) AS conv,
  avg(t_buy - t_view) AS avg_time
FROM u

-- case: funnel_next_event_transitions
WITH ev (usr, seq, page) AS (
  VALUES
    (1, 1, 'home'), (1, 2, 'list'), (1, 3, 'item'), (1, 4, 'list'),
    (2, 1, 'home'), (2, 2, 'item'), (3, 1, 'list'), (3, 2, 'item')
), nx AS (
  SELECT page AS from_page, lead(page, 1, '(exit)') OVER (PARTITION BY usr ORDER BY seq) AS to_page FROM ev
)
SELECT
  from_page,
  to_page,
  count(*) AS n,
  round(CAST(count(*) AS double) / sum(count(*)) OVER (PARTITION BY from_page), 3) AS prob
FROM nx
GROUP BY from_page, to_page
ORDER BY from_page, n DESC, to_page

-- case: sessionization_thirty_minutes
WITH hits (usr, ts) AS (
  VALUES
    ('a', TIMESTAMP '2024-01-01 10:00:00'),
    ('a', TIMESTAMP '2024-01-01 10:20:00'),
    ('a', TIMESTAMP '2024-01-01 10:50:00'),
    ('a', TIMESTAMP '2024-01-01 11:30:00'),
    ('b', TIMESTAMP '2024-01-01 23:50:00'),
    ('b', TIMESTAMP '2024-01-02 00:10:00')
), f AS (
  SELECT usr, ts,
    IF(date_diff('minute', lag(ts) OVER (PARTITION BY usr ORDER BY ts), ts) <= 30, 0, 1) AS is_start
  FROM hits
), s AS (
  SELECT usr, ts, sum(is_start) OVER (PARTITION BY usr ORDER BY ts) AS session_no FROM f
)
SELECT usr, session_no, min(ts) AS started, max(ts) AS ended, count(*) AS n_hits, max(ts) - min(ts) AS duration
FROM s
GROUP BY usr, session_no
ORDER BY usr, session_no

-- case: range_frame_over_days
WITH sales (d, amt) AS (
  VALUES
    (DATE '2024-01-01', 10), (DATE '2024-01-02', 20), (DATE '2024-01-04', 40),
    (DATE '2024-01-04', 5), (DATE '2024-01-09', 1)
)
SELECT
  d,
  amt,
  sum(amt) OVER (ORDER BY d RANGE BETWEEN INTERVAL '2' DAY PRECEDING AND CURRENT ROW) AS sum_3d,
  count(*) OVER (ORDER BY d RANGE BETWEEN INTERVAL '7' DAY PRECEDING AND INTERVAL '1' DAY PRECEDING) AS n_prev_week
FROM sales
ORDER BY d, amt

-- case: groups_frame_versus_rows_frame
WITH t (id, score, v) AS (
  VALUES (1, 10, 1), (2, 10, 2), (3, 20, 3), (4, 30, 4), (5, 30, 5), (6, 40, 6)
)
SELECT
  id,
  score,
  sum(v) OVER (ORDER BY score GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW) AS s_groups,
  sum(v) OVER (ORDER BY score, id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS s_rows,
  sum(v) OVER (ORDER BY score RANGE BETWEEN 10 PRECEDING AND 10 FOLLOWING) AS s_range,
  max(v) OVER (ORDER BY score GROUPS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS next_peer_max
FROM t
ORDER BY id

-- case: centered_moving_average_and_deviation
WITH temps (h, c) AS (
  VALUES (0, 10e0), (1, 12e0), (2, 11e0), (3, 20e0), (4, 13e0), (5, 12e0)
)
SELECT
  h,
  c,
  round(avg(c) OVER w, 2) AS ma3,
  round(c - avg(c) OVER w, 2) AS dev,
  IF(abs(c - avg(c) OVER w) > 4, 'spike', 'ok') AS flag,
  round(stddev_samp(c) OVER (ORDER BY h ROWS BETWEEN 3 PRECEDING AND CURRENT ROW), 3) AS sd4
FROM temps
WINDOW w AS (ORDER BY h ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING)
ORDER BY h

-- case: percentiles_of_latency
WITH lat (svc, ms) AS (
  VALUES ('api', 10), ('api', 20), ('api', 30), ('api', 40), ('api', 1000), ('db', 3), ('db', 5), ('db', 4)
)
SELECT
  svc,
  approx_percentile(ms, 0.5) AS p50,
  approx_percentile(ms, 0.95) AS p95,
  approx_percentile(ms, ARRAY[0.25, 0.75]) AS quartiles,
  min(ms) AS lo,
  max(ms) AS hi,
  round(avg(ms), 2) AS mean_ms
FROM lat
GROUP BY svc
ORDER BY svc

-- case: exact_median_by_row_numbers
WITH v (g, x) AS (
  VALUES ('a', 3), ('a', 1), ('a', 10), ('b', 4), ('b', 8), ('b', 6), ('b', 100), ('c', 7)
), r AS (
  SELECT g, x, row_number() OVER (PARTITION BY g ORDER BY x) AS rn, count(*) OVER (PARTITION BY g) AS n
  FROM v
)
SELECT g, avg(x) AS median_x, max(n) AS n
FROM r
WHERE rn IN ((n + 1) / 2, (n + 2) / 2)
GROUP BY g
ORDER BY g

-- case: width_bucket_histogram_bars
WITH orders (id, amt) AS (
  VALUES (1, 5.0), (2, 12.5), (3, 19.99), (4, 20.0), (5, 55.0), (6, 99.0), (7, 100.0), (8, 250.0), (9, -1.0)
), b AS (
  SELECT width_bucket(CAST(amt AS double), 0, 100, 5) AS bucket FROM orders
)
SELECT
  bucket,
  CASE WHEN bucket = 0 THEN 'below' WHEN bucket = 6 THEN 'above'
       ELSE format('%d-%d', (bucket - 1) * 20, bucket * 20) END AS label,
  count(*) AS n,
  rpad('', count(*), '#') AS bar
FROM b
GROUP BY bucket
ORDER BY bucket

-- case: width_bucket_custom_edges
WITH ages (usr, age) AS (
  VALUES ('a', 17), ('b', 18), ('c', 34), ('d', 35), ('e', 70)
)
SELECT
  usr,
  age,
  width_bucket(CAST(age AS double), ARRAY[18e0, 25e0, 35e0, 65e0]) AS band_no,
  ARRAY['<18', '18-24', '25-34', '35-64', '65+'][width_bucket(CAST(age AS double), ARRAY[18e0, 25e0, 35e0, 65e0]) + 1] AS band
FROM ages
ORDER BY usr

-- case: rfm_scores_with_ntile
WITH o (cust, d, amt) AS (
  VALUES
    ('a', DATE '2024-03-30', 50), ('a', DATE '2024-03-01', 70), ('b', DATE '2024-01-05', 500),
    ('c', DATE '2023-06-01', 10), ('d', DATE '2024-03-28', 20), ('d', DATE '2024-02-28', 25), ('d', DATE '2024-01-28', 30)
), agg AS (
  SELECT cust, date_diff('day', max(d), DATE '2024-04-01') AS recency, count(*) AS freq, sum(amt) AS money
  FROM o
  GROUP BY cust
), sc AS (
  SELECT agg.*,
    ntile(2) OVER (ORDER BY recency DESC, cust) AS r,
    ntile(2) OVER (ORDER BY freq, cust) AS f,
    ntile(2) OVER (ORDER BY money, cust) AS m
  FROM agg
)
SELECT cust, recency, freq, money, CAST(r AS varchar) || CAST(f AS varchar) || CAST(m AS varchar) AS rfm,
  CASE r * 100 + f * 10 + m WHEN 222 THEN 'champion' WHEN 111 THEN 'lost' ELSE 'other' END AS segment
FROM sc
ORDER BY cust

-- case: abc_analysis_cumulative_share
WITH rev (sku, amt) AS (
  VALUES ('A', 700), ('B', 150), ('C', 80), ('D', 40), ('E', 20), ('F', 10)
), c AS (
  SELECT sku, amt,
    CAST(sum(amt) OVER (ORDER BY amt DESC, sku ROWS UNBOUNDED PRECEDING) AS double) / sum(amt) OVER () AS cum_share
  FROM rev
)
SELECT
  CASE WHEN cum_share <= 0.8 THEN 'A' WHEN cum_share <= 0.95 THEN 'B' ELSE 'C' END AS class,
  count(*) AS n_skus,
  sum(amt) AS revenue,
  listagg(sku, '+') WITHIN GROUP (ORDER BY amt DESC, sku) AS skus
FROM c
GROUP BY 1
ORDER BY 1

-- case: rank_functions_side_by_side
WITH scores (player, pts) AS (
  VALUES ('p1', 100), ('p2', 90), ('p3', 90), ('p4', 70), ('p5', NULL)
)
SELECT
  player,
  pts,
  rank() OVER (ORDER BY pts DESC NULLS LAST) AS rnk,
  dense_rank() OVER (ORDER BY pts DESC NULLS LAST) AS drnk,
  round(percent_rank() OVER (ORDER BY pts DESC NULLS LAST), 3) AS pr,
  round(cume_dist() OVER (ORDER BY pts DESC NULLS LAST), 3) AS cd,
  ntile(3) OVER (ORDER BY pts DESC NULLS LAST, player) AS tercile,
  nth_value(player, 2) OVER (ORDER BY pts DESC NULLS LAST, player ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS runner_up
FROM scores
ORDER BY rnk, player

-- case: login_streaks_gaps_and_islands
WITH logins (player, d) AS (
  VALUES
    ('x', DATE '2024-02-27'), ('x', DATE '2024-02-28'), ('x', DATE '2024-02-29'), ('x', DATE '2024-03-01'),
    ('x', DATE '2024-03-05'), ('y', DATE '2024-03-01'), ('y', DATE '2024-03-03')
), i AS (
  SELECT player, d, date_add('day', -CAST(row_number() OVER (PARTITION BY player ORDER BY d) AS integer), d) AS island
  FROM logins
)
SELECT player, min(d) AS streak_start, max(d) AS streak_end, count(*) AS len
FROM i
GROUP BY player, island
ORDER BY player, streak_start

-- case: top_n_per_group_with_share
WITH s (region, product, rev) AS (
  VALUES
    ('EU', 'p', 50), ('EU', 'q', 30), ('EU', 'r', 20), ('US', 'p', 10), ('US', 'q', 80), ('US', 's', 10)
)
SELECT region, product, rev, pct
FROM (
  SELECT region, product, rev,
    round(rev * 100e0 / sum(rev) OVER (PARTITION BY region), 1) AS pct,
    row_number() OVER (PARTITION BY region ORDER BY rev DESC, product) AS rn
  FROM s
)
WHERE rn <= 2
ORDER BY region, rn

-- case: month_over_month_and_year_over_year
WITH m (mth, rev) AS (
  VALUES
    (DATE '2023-01-01', 100), (DATE '2023-02-01', 110), (DATE '2023-03-01', 0),
    (DATE '2024-01-01', 150), (DATE '2024-02-01', 99), (DATE '2024-03-01', 10)
)
SELECT
  c.mth,
  c.rev,
  round(100e0 * (c.rev - p.rev) / nullif(p.rev, 0), 1) AS mom_pct,
  round(100e0 * (c.rev - y.rev) / nullif(y.rev, 0), 1) AS yoy_pct,
  sum(c.rev) OVER (PARTITION BY year(c.mth) ORDER BY c.mth) AS ytd
FROM m c
LEFT JOIN m p ON p.mth = date_add('month', -1, c.mth)
LEFT JOIN m y ON y.mth = c.mth - INTERVAL '1' YEAR
ORDER BY c.mth

-- case: churn_new_returning_users
WITH a (usr, mth) AS (
  VALUES
    (1, DATE '2024-01-01'), (1, DATE '2024-02-01'), (1, DATE '2024-04-01'),
    (2, DATE '2024-01-01'), (3, DATE '2024-02-01'), (3, DATE '2024-03-01')
), l AS (
  SELECT usr, mth, lag(mth) OVER (PARTITION BY usr ORDER BY mth) AS prev_m, lead(mth) OVER (PARTITION BY usr ORDER BY mth) AS next_m
  FROM a
)
SELECT
  mth,
  count_if(prev_m IS NULL) AS new_users,
  count_if(date_diff('month', prev_m, mth) = 1) AS retained,
  count_if(date_diff('month', prev_m, mth) > 1) AS resurrected,
  count_if(next_m IS NULL OR date_diff('month', mth, next_m) > 1) AS churning_after
FROM l
GROUP BY mth
ORDER BY mth

-- case: ab_test_conversion_lift
WITH exp (variant, usr, converted) AS (
  VALUES
    ('A', 1, true), ('A', 2, false), ('A', 3, false), ('A', 4, false),
    ('B', 5, true), ('B', 6, true), ('B', 7, false), ('B', 8, NULL)
), r AS (
  SELECT variant, count(*) AS n, count_if(converted) AS c, avg(IF(converted, 1e0, 0e0)) AS rate
  FROM exp
  GROUP BY variant
)
SELECT
  variant,
  n,
  c,
  rate,
  round(rate / first_value(rate) OVER (ORDER BY variant) - 1, 4) AS lift,
  round(sqrt(rate * (1 - rate) / n), 4) AS std_err
FROM r
ORDER BY variant

-- case: running_balance_with_overdraft
WITH tx (acct, seq, d, amt) AS (
  VALUES
    ('x', 1, DATE '2024-01-01', DECIMAL '100.00'), ('x', 2, DATE '2024-01-01', DECIMAL '-30.25'),
    ('x', 3, DATE '2024-01-05', DECIMAL '-90.00'), ('x', 4, DATE '2024-01-09', DECIMAL '50.00'),
    ('y', 1, DATE '2024-01-02', DECIMAL '0.10'), ('y', 2, DATE '2024-01-03', DECIMAL '0.20')
)
SELECT
  acct,
  seq,
  d,
  amt,
  sum(amt) OVER w AS balance,
  sum(amt) OVER w < 0 AS overdrawn,
  min(amt) OVER w AS worst_tx
FROM tx
WINDOW w AS (PARTITION BY acct ORDER BY seq ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
ORDER BY acct, seq

-- case: currency_conversion_decimals
WITH rates (ccy, d, rate) AS (
  VALUES ('USD', DATE '2024-01-01', DECIMAL '1.104500'), ('GBP', DATE '2024-01-01', DECIMAL '0.866500'), ('JPY', DATE '2024-01-01', DECIMAL '156.330000')
), inv (id, ccy, amt) AS (
  VALUES (1, 'USD', DECIMAL '1000.00'), (2, 'GBP', DECIMAL '99.99'), (3, 'JPY', DECIMAL '25000.00'), (4, 'EUR', DECIMAL '10.00'), (5, 'CHF', DECIMAL '7.00')
)
SELECT
  i.id,
  i.ccy,
  i.amt,
  CAST(i.amt / CASE WHEN i.ccy = 'EUR' THEN DECIMAL '1.000000' ELSE r.rate END AS decimal(12,2)) AS eur,
  i.amt * r.rate AS product_raw,
  r.rate IS NULL AND i.ccy <> 'EUR' AS rate_missing
FROM inv i
LEFT JOIN rates r ON r.ccy = i.ccy
ORDER BY i.id

-- case: rounding_family
WITH n (id, x, m) AS (
  VALUES (1, 2.5e0, DECIMAL '2.345'), (2, -2.5e0, DECIMAL '-2.345'), (3, 1234.5678e0, DECIMAL '1234.567'), (4, 0.049e0, DECIMAL '0.005')
)
SELECT
  id,
  round(x) AS r0,
  round(x, 2) AS r2,
  round(m, 2) AS m2,
  round(x, -2) AS r_neg,
  ceil(m) AS m_ceil,
  floor(x) AS x_floor,
  truncate(x) AS x_trunc,
  truncate(m, 1) AS m_trunc,
  CAST(x AS bigint) AS x_big,
  CAST(m AS decimal(8,1)) AS m_d1,
  sign(x) AS sgn
FROM n
ORDER BY id

-- case: vat_split_per_invoice
WITH l (inv, net, vat_rate) AS (
  VALUES (1, DECIMAL '19.99', DECIMAL '0.20'), (1, DECIMAL '5.01', DECIMAL '0.07'), (2, DECIMAL '100.00', DECIMAL '0.00'), (2, DECIMAL '3.33', DECIMAL '0.20')
)
SELECT
  inv,
  sum(net) AS net,
  sum(round(net * vat_rate, 2)) AS vat_line_rounded,
  round(sum(net * vat_rate), 2) AS vat_total_rounded,
  sum(net * (1 + vat_rate)) AS gross,
  avg(vat_rate) AS avg_rate
FROM l
GROUP BY inv
ORDER BY inv

-- case: calendar_dimension_week_parts
WITH cal AS (
  SELECT d FROM UNNEST(sequence(DATE '2020-12-29', DATE '2021-01-05')) AS t (d)
)
SELECT
  d,
  year(d) AS y,
  quarter(d) AS q,
  week(d) AS iso_week,
  year_of_week(d) AS iso_year,
  day_of_week(d) AS dow,
  day_of_year(d) AS doy,
  date_format(d, '%a') AS dow_name,
  date_trunc('week', d) AS monday,
  date_trunc('quarter', d) AS q_start,
  day_of_week(d) >= 6 AS is_weekend
FROM cal
ORDER BY d

-- case: business_days_between_with_holidays
WITH holidays (h) AS (
  VALUES DATE '2024-12-25', DATE '2024-12-26', DATE '2025-01-01'
), shipments (id, sent, arrived) AS (
  VALUES (1, DATE '2024-12-20', DATE '2024-12-30'), (2, DATE '2024-12-24', DATE '2025-01-02'), (3, DATE '2024-12-28', DATE '2024-12-29')
)
SELECT
  s.id,
  date_diff('day', s.sent, s.arrived) AS cal_days,
  count_if(day_of_week(t.d) <= 5 AND h.h IS NULL) AS biz_days
FROM shipments s
CROSS JOIN UNNEST(sequence(s.sent, s.arrived, INTERVAL '1' DAY)) AS t (d)
LEFT JOIN holidays h ON h.h = t.d
GROUP BY s.id, s.sent, s.arrived
ORDER BY s.id

-- case: month_end_arithmetic
WITH d (x) AS (
  VALUES DATE '2024-01-31', DATE '2023-01-31', DATE '2024-02-29', DATE '2024-12-15'
)
SELECT
  x,
  date_add('month', 1, x) AS plus_1m,
  x + INTERVAL '1' MONTH AS plus_interval,
  date_add('year', 1, x) AS plus_1y,
  last_day_of_month(x) AS eom,
  date_diff('day', x, last_day_of_month(x)) AS left_days,
  date_diff('month', DATE '2023-12-31', x) AS months_since,
  date_add('quarter', -1, x) AS prev_q,
  day(last_day_of_month(x)) AS days_in_month
FROM d
ORDER BY x

-- case: fill_missing_days_with_zero
WITH sales (d, amt) AS (
  VALUES (DATE '2024-02-27', 10), (DATE '2024-02-29', 5), (DATE '2024-03-02', 7), (DATE '2024-03-02', 1)
), bounds AS (
  SELECT min(d) AS lo, max(d) AS hi FROM sales
)
SELECT c.d, coalesce(sum(s.amt), 0) AS amt, count(s.amt) AS n
FROM bounds b
CROSS JOIN UNNEST(sequence(b.lo, b.hi, INTERVAL '1' DAY)) AS c (d)
LEFT JOIN sales s ON s.d = c.d
GROUP BY c.d
ORDER BY c.d

-- case: unix_epoch_round_trip
WITH e (id, sec, ms) AS (
  VALUES (1, 0, 0), (2, 1709210096, 1709210096789), (3, -86400, -1)
)
SELECT
  id,
  to_unixtime(from_unixtime(sec)) AS back,
  format_datetime(with_timezone(CAST(at_timezone(from_unixtime(sec), 'UTC') AS timestamp), 'UTC'), 'yyyy-MM-dd HH:mm:ss') AS utc_text,
  CAST(at_timezone(from_unixtime(ms / 1000), 'UTC') AS date) AS utc_date,
  hour(at_timezone(from_unixtime(sec), 'Asia/Tokyo')) AS tokyo_hour
FROM e
ORDER BY id

-- case: time_zone_shift_across_dst
WITH t (id, ts) AS (
  VALUES
    (1, TIMESTAMP '2024-03-31 00:30:00 UTC'),
    (2, TIMESTAMP '2024-03-31 01:30:00 UTC'),
    (3, TIMESTAMP '2024-10-27 00:30:00 UTC'),
    (4, TIMESTAMP '2024-10-27 01:30:00 UTC')
)
SELECT
  id,
  format_datetime(at_timezone(ts, 'Europe/Berlin'), 'yyyy-MM-dd HH:mm ZZ') AS berlin,
  CAST(ts AT TIME ZONE 'America/New_York' AS timestamp) AS ny_local,
  timezone_hour(at_timezone(ts, 'Europe/Berlin')) AS off_h,
  to_iso8601(at_timezone(ts, 'UTC')) AS iso
FROM t
ORDER BY id

-- case: date_format_and_parse_patterns
WITH r (id, txt) AS (
  VALUES (1, '05/03/2024 07:08:09'), (2, '31/12/1999 23:59:59'), (3, '29/02/2000 00:00:00')
), p AS (
  SELECT id, txt, date_parse(txt, '%d/%m/%Y %H:%i:%s') AS ts FROM r
)
SELECT
  id,
  ts,
  date_format(ts, '%Y%m%d') AS ymd,
  date_format(ts, '%b %e, %Y %l:%i %p') AS us_style,
  date_format(ts, '%W') AS weekday_name,
  date_format(ts, '%j') AS doy,
  format_datetime(ts, 'EEE dd MMM yy') AS joda,
  format_datetime(ts, 'xxxx-''W''ww-e') AS iso_week
FROM p
ORDER BY id

-- case: hour_buckets_of_fifteen_minutes
WITH ev (ts, v) AS (
  VALUES
    (TIMESTAMP '2024-01-01 10:03:00', 1), (TIMESTAMP '2024-01-01 10:14:59', 2), (TIMESTAMP '2024-01-01 10:15:00', 3),
    (TIMESTAMP '2024-01-01 10:59:59', 4), (TIMESTAMP '2024-01-01 11:00:00', 5)
)
SELECT
  date_add('minute', (minute(ts) / 15) * 15, date_trunc('hour', ts)) AS bucket,
  count(*) AS n,
  sum(v) AS total,
  min(ts) AS first_ts
FROM ev
GROUP BY 1
ORDER BY 1

-- case: log_line_parsing_regexp
WITH logs (line) AS (
  VALUES
    '10.0.0.1 - [01/Jan/2024] "GET /a/b?x=1 HTTP/1.1" 200 512',
    '10.0.0.2 - [02/Jan/2024] "POST /login HTTP/2" 401 -',
    'garbage'
)
SELECT
  line,
  regexp_extract(line, '^(\d+\.\d+\.\d+\.\d+)', 1) AS ip,
  regexp_extract(line, '"(GET|POST) ([^ ?]+)', 2) AS path,
  try_cast(regexp_extract(line, ' (\d{3}) ', 1) AS integer) AS status,
  try_cast(regexp_extract(line, '(\S+)$', 1) AS bigint) AS bytes,
  regexp_like(line, 'HTTP/\d') AS is_http,
  regexp_count(line, '\d+') AS n_numbers
FROM logs
ORDER BY line

-- case: mask_personal_data
WITH c (id, email, phone, card) AS (
  VALUES
    (1, 'ann.lee@mail.com', '+47 912-34-567', '4111111111111111'),
    (2, 'b@x.org', '(020) 7946 0018', '5500-0000-0000-0004'),
    (3, NULL, '', '')
)
SELECT
  id,
  regexp_replace(email, '^(.)[^@]*', '$1***') AS email_masked,
  lower(split_part(email, '@', 2)) AS domain_name,
  regexp_replace(phone, '[^0-9+]') AS phone_digits,
  regexp_replace(regexp_replace(card, '\D', ''), '\d(?=\d{4})', '*') AS card_masked
FROM c
ORDER BY id

-- case: split_to_map_query_params
WITH q (id, qs) AS (
  VALUES (1, 'utm_source=ads&utm_medium=cpc&x=1'), (2, 'utm_source=mail'), (3, 'k=')
)
SELECT
  id,
  element_at(split_to_map(qs, '&', '='), 'utm_source') AS source,
  element_at(split_to_map(qs, '&', '='), 'utm_medium') AS medium,
  cardinality(split_to_map(qs, '&', '=')) AS n,
  array_join(array_sort(map_keys(split_to_map(qs, '&', '='))), '|') AS param_names
FROM q
ORDER BY id

-- case: url_parts_and_decoding
WITH u (id, url) AS (
  VALUES
    (1, 'https://shop.example.com:8443/p/42?ref=mail%20list&q=a%2Bb#top'),
    (2, 'http://example.org/'),
    (3, 'https://example.net/x?flag&ref=')
)
SELECT
  id,
  url_extract_protocol(url) AS proto,
  url_extract_host(url) AS host,
  url_extract_port(url) AS port,
  url_extract_path(url) AS path,
  url_extract_query(url) AS query,
  url_extract_parameter(url, 'ref') AS ref,
  url_extract_fragment(url) AS frag,
  url_decode('a%20b%2Bc') AS decoded,
  url_encode('ä b&c=' || CAST(id AS varchar)) AS encoded
FROM u
ORDER BY id

-- case: text_cleanup_functions
WITH s (id, t) AS (
  VALUES (1, '  Hello   World '), (2, 'ÅSE ærø'), (3, ''), (4, 'a-b_c')
)
SELECT
  id,
  trim(t) AS trimmed,
  regexp_replace(trim(t), '\s+', ' ') AS squeezed,
  lower(t) AS lo,
  length(t) AS len,
  reverse(t) AS rev,
  strpos(t, 'o') AS pos_o,
  replace(t, '-', '') AS no_dash,
  translate(t, '-_', '  ') AS spaced,
  starts_with(t, 'a') AS starts_a,
  lpad(CAST(id AS varchar), 4, '0') AS padded,
  substring(t, 2, 3) AS sub3,
  regexp_replace(trim(t), '(\w)(\w*)', x -> upper(x[1]) || lower(x[2])) AS capitalized
FROM s
ORDER BY id

-- case: number_formatting
WITH n (id, x, d) AS (
  VALUES (1, 1234567, DECIMAL '1234567.891'), (2, -42, DECIMAL '-0.500'), (3, 0, DECIMAL '0.000')
)
SELECT
  id,
  format('%,d', x) AS thousands,
  format('%08d', x) AS zero_padded,
  format('%,.2f', d) AS money,
  format('%s-%s', id, x) AS joined,
  format('%5.1f%%', CAST(d AS double)) AS pct,
  format_number(x) AS short_form,
  CAST(d AS varchar) AS d_text,
  to_base(abs(x), 16) AS hex_x
FROM n
ORDER BY id

-- case: levenshtein_soundex_matching
WITH a (name) AS (
  VALUES 'Robert', 'Smith', 'Katherine'
), b (name) AS (
  VALUES 'Rupert', 'Smyth', 'Catherine', 'Schmidt'
)
SELECT
  a.name AS left_name,
  b.name AS right_name,
  levenshtein_distance(lower(a.name), lower(b.name)) AS dist,
  soundex(a.name) = soundex(b.name) AS same_sound,
  soundex(b.name) AS right_code
FROM a
CROSS JOIN b
WHERE levenshtein_distance(lower(a.name), lower(b.name)) <= 3 OR soundex(a.name) = soundex(b.name)
ORDER BY left_name, dist, right_name

-- case: loan_amortization_schedule
WITH loan (principal, rate_m, n) AS (
  VALUES (1200e0, 0.01e0, 4)
), sched AS (
  SELECT k, principal, rate_m, n, principal * rate_m / (1 - power(1 + rate_m, -n)) AS pay
  FROM loan
  CROSS JOIN UNNEST(sequence(1, n)) AS t (k)
)
SELECT
  k AS period,
  round(pay, 2) AS payment,
  round(principal * power(1 + rate_m, k) - pay * (power(1 + rate_m, k) - 1) / rate_m, 2) + 0e0 >= 0 AS non_negative,
  round(principal * power(1 + rate_m, k - 1) - pay * (power(1 + rate_m, k - 1) - 1) / rate_m, 2) AS opening_balance
FROM sched
ORDER BY period

-- case: cohort_age_and_birthday
WITH p (id, born) AS (
  VALUES (1, DATE '2000-02-29'), (2, DATE '1990-06-15'), (3, DATE '1990-06-16'), (4, DATE '2024-06-01')
)
SELECT
  id,
  date_diff('year', born, DATE '2024-06-15') AS age,
  CAST(date_format(born, '%m%d') AS integer) AS mmdd,
  month(born) = 6 AND day(born) = 15 AS birthday_today,
  (year(DATE '2024-06-15') - year(born)) - IF(date_format(born, '%m%d') > '0615', 1, 0) AS age_classic,
  concat(CAST(year(born) / 10 * 10 AS varchar), 's') AS decade
FROM p
ORDER BY id

-- case: sla_duration_parsing_and_print
WITH t (id, started, ended) AS (
  VALUES
    (1, TIMESTAMP '2024-01-01 00:00:00', TIMESTAMP '2024-01-02 03:04:05'),
    (2, TIMESTAMP '2024-01-01 12:00:00', TIMESTAMP '2024-01-01 12:00:59'),
    (3, TIMESTAMP '2024-01-01 12:00:00', NULL)
), s AS (
  SELECT id, date_diff('second', started, ended) AS sec FROM t
)
SELECT
  id,
  sec,
  format('%02d:%02d:%02d', sec / 3600, (sec % 3600) / 60, sec % 60) AS hms,
  CASE WHEN sec IS NULL THEN 'running' WHEN sec > to_milliseconds(parse_duration('1h')) / 1000 THEN 'breach' ELSE 'met' END AS sla,
  human_readable_seconds(CAST(coalesce(sec, 0) AS double)) AS human
FROM s
ORDER BY id

-- case: rollup_with_grouping_labels
WITH s (region, city, amt) AS (
  VALUES ('EU', 'Oslo', 10), ('EU', 'Rome', 20), ('US', 'NYC', 30), ('US', NULL, 5), ('EU', 'Oslo', 1)
)
SELECT
  CASE WHEN grouping(region) = 1 THEN 'ALL' ELSE region END AS region_label,
  CASE WHEN grouping(city) = 1 THEN 'all cities' ELSE coalesce(city, '(unknown)') END AS city_label,
  grouping(region, city) AS lvl,
  sum(amt) AS total,
  count(*) AS n
FROM s
GROUP BY ROLLUP (region, city)
ORDER BY lvl, region_label, city_label

-- case: cube_two_dimensions
WITH t (device, plan, n) AS (
  VALUES ('ios', 'free', 5), ('ios', 'pro', 2), ('web', 'free', 9), ('web', 'free', 1)
)
SELECT device, plan, sum(n) AS users, grouping(device) AS g_dev, grouping(plan) AS g_plan, grouping(device, plan) AS gid
FROM t
GROUP BY CUBE (device, plan)
HAVING sum(n) > 1
ORDER BY gid, device, plan

-- case: grouping_sets_custom_totals
WITH o (d, channel, cust, amt) AS (
  VALUES
    (DATE '2024-01-01', 'web', 1, 10.0), (DATE '2024-01-01', 'app', 2, 20.0),
    (DATE '2024-01-02', 'web', 1, 30.0), (DATE '2024-02-01', 'app', 3, 5.5)
)
SELECT
  mth,
  channel,
  count(DISTINCT cust) AS customers,
  sum(amt) AS revenue
FROM (SELECT date_trunc('month', d) AS mth, channel, cust, amt FROM o) x
GROUP BY GROUPING SETS ((mth, channel), (channel), ())
ORDER BY mth NULLS LAST, channel NULLS LAST

-- case: intersect_users_active_both_months
WITH jan (usr) AS (
  VALUES 1, 2, 3, 3
), feb (usr) AS (
  VALUES 2, 3, 4
), banned (usr) AS (
  VALUES 3
)
SELECT usr
FROM (
  SELECT usr FROM jan
  INTERSECT
  SELECT usr FROM feb
)
EXCEPT
SELECT usr FROM banned
ORDER BY usr

-- case: not_exists_customers_without_orders
WITH c (id, name) AS (
  VALUES (1, 'ann'), (2, 'bob'), (3, 'cy'), (4, 'dee')
), o (cust_id, amt, status) AS (
  VALUES (1, 10, 'paid'), (1, 20, 'void'), (3, 5, 'void'), (NULL, 1, 'paid')
)
SELECT
  c.id,
  c.name,
  EXISTS (SELECT 1 FROM o WHERE o.cust_id = c.id) AS has_any
FROM c
WHERE NOT EXISTS (SELECT 1 FROM o WHERE o.cust_id = c.id AND o.status = 'paid')
ORDER BY c.id

-- case: correlated_scalar_above_group_average
WITH emp (id, dept, sal) AS (
  VALUES (1, 'a', 100), (2, 'a', 200), (3, 'b', 50), (4, 'b', 70), (5, 'b', 90), (6, 'c', 10)
)
SELECT
  e.id,
  e.dept,
  e.sal,
  (SELECT avg(x.sal) FROM emp x WHERE x.dept = e.dept) AS dept_avg,
  (SELECT count(*) FROM emp x WHERE x.dept = e.dept AND x.sal > e.sal) AS better_paid
FROM emp e
WHERE e.sal >= (SELECT avg(x.sal) FROM emp x WHERE x.dept = e.dept)
ORDER BY e.id

-- case: in_and_not_in_with_quantified
WITH p (sku, price) AS (
  VALUES ('A', 10), ('B', 20), ('C', 30), ('D', 40)
), blocked (sku) AS (
  VALUES 'B', 'Z'
), limits (v) AS (
  VALUES 15, 35
)
SELECT
  sku,
  price,
  price > ALL (SELECT v FROM limits) AS above_all,
  price > ANY (SELECT v FROM limits) AS above_any,
  sku IN (SELECT sku FROM blocked) AS is_blocked
FROM p
WHERE sku NOT IN (SELECT b.sku FROM blocked b WHERE b.sku <> 'B')
ORDER BY sku

-- case: lateral_derived_columns
WITH o (id, qty, price, disc) AS (
  VALUES (1, 2, 10.00, 0.10), (2, 1, 99.90, 0.00), (3, 5, 1.25, 0.50)
)
SELECT o.id, g.gross, n.net, n.net / nullif(o.qty, 0) AS net_per_unit
FROM o
CROSS JOIN LATERAL (SELECT o.qty * o.price AS gross) g
CROSS JOIN LATERAL (SELECT g.gross * (1 - o.disc) AS net) n
ORDER BY o.id

-- case: lateral_latest_order_aggregate
WITH c (id) AS (
  VALUES 1, 2, 3
), o (cust, d, amt) AS (
  VALUES (1, DATE '2024-01-01', 5), (1, DATE '2024-02-01', 8), (2, DATE '2024-01-15', 3)
)
SELECT c.id, x.n_orders, x.last_d, x.last_amt
FROM c
CROSS JOIN LATERAL (
  SELECT count(*) AS n_orders, max(o.d) AS last_d, max_by(o.amt, o.d) AS last_amt
  FROM o
  WHERE o.cust = c.id
) x
ORDER BY c.id

-- case: recursive_category_path
WITH RECURSIVE cat (id, parent_id, name) AS (
  VALUES (1, NULL, 'all'), (2, 1, 'home'), (3, 2, 'kitchen'), (4, 3, 'knives'), (5, 1, 'garden')
), tree (id, path, depth) AS (
  SELECT id, CAST(name AS varchar), 0 FROM cat WHERE parent_id IS NULL
  UNION ALL
  SELECT c.id, CAST(t.path || ' > ' || c.name AS varchar), t.depth + 1
  FROM tree t
  JOIN cat c ON c.parent_id = t.id
)
SELECT id, path, depth
FROM tree
ORDER BY path

-- case: recursive_bill_of_materials
WITH RECURSIVE bom (parent, child, qty) AS (
  VALUES ('bike', 'wheel', 2), ('wheel', 'spoke', 32), ('wheel', 'rim', 1), ('bike', 'frame', 1), ('frame', 'tube', 4)
), x (part, qty, lvl) AS (
  SELECT CAST(child AS varchar), CAST(qty AS bigint), 1 FROM bom WHERE parent = 'bike'
  UNION ALL
  SELECT CAST(b.child AS varchar), x.qty * b.qty, x.lvl + 1
  FROM x
  JOIN bom b ON b.parent = x.part
)
SELECT part, lvl, sum(qty) AS total_qty
FROM x
GROUP BY part, lvl
ORDER BY lvl, part

-- case: recursive_fibonacci_counter
WITH RECURSIVE f (n, a, b) AS (
  SELECT 1, BIGINT '0', BIGINT '1'
  UNION ALL
  SELECT n + 1, b, a + b FROM f WHERE n < 8
)
SELECT n, a AS fib, mod(a, 2) = 0 AS even_fib
FROM f
ORDER BY n

-- case: hierarchical_rollup_by_path_prefix
WITH costs (path, cost) AS (
  VALUES ('corp/eng/data', 10), ('corp/eng/web', 20), ('corp/ops', 5), ('corp/eng', 1)
), parts AS (
  SELECT path, cost, split(path, '/') AS p FROM costs
)
SELECT array_join(slice(p, 1, n), '/') AS node, n AS depth, sum(cost) AS total, count_if(cardinality(p) = n) AS own_rows
FROM parts
CROSS JOIN UNNEST(sequence(1, cardinality(p))) AS t (n)
GROUP BY 1, 2
ORDER BY node

-- case: data_quality_report_union_all
WITH cust (id, email, age, country) AS (
  VALUES
    (1, 'a@x.io', 30, 'NO'), (2, 'bad.mail', 200, 'NO'), (3, NULL, -1, 'XX'), (3, 'c@y.org', 40, NULL), (4, 'd@@z.com', 25, 'US')
), countries (code) AS (
  VALUES 'NO', 'US'
)
SELECT 'duplicate_id' AS check_name, count(*) - count(DISTINCT id) AS failures, count(*) AS total FROM cust
UNION ALL
SELECT 'email_null', count_if(email IS NULL), count(*) FROM cust
UNION ALL
SELECT 'email_format', count_if(NOT regexp_like(email, '^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}$')), count(*) FROM cust
UNION ALL
SELECT 'age_range', count_if(age NOT BETWEEN 0 AND 120), count(*) FROM cust
UNION ALL
SELECT 'country_fk', count(*) FILTER (WHERE c.country IS NOT NULL AND k.code IS NULL), count(*)
FROM cust c LEFT JOIN countries k ON k.code = c.country
ORDER BY check_name

-- case: phone_pattern_classification
WITH p (id, phone) AS (
  VALUES (1, '+1 (415) 555-2671'), (2, '415-555-2671'), (3, '+44 20 7946 0958'), (4, '12345'), (5, NULL), (6, 'call me')
), n AS (
  SELECT id, phone, regexp_replace(phone, '[\s().-]', '') AS norm FROM p
)
SELECT
  id,
  norm,
  CASE
    WHEN norm IS NULL THEN 'missing'
    WHEN regexp_like(norm, '^\+1\d{10}$') THEN 'us_intl'
    WHEN regexp_like(norm, '^\d{10}$') THEN 'us_local'
    WHEN regexp_like(norm, '^\+\d{8,15}$') THEN 'intl'
    ELSE 'invalid'
  END AS kind,
  phone LIKE '+%' AS has_plus,
  length(regexp_replace(phone, '\D')) AS n_digits
FROM n
ORDER BY id

-- case: pivot_status_counts_with_filter
WITH t (team, status, pts) AS (
  VALUES ('x', 'open', 3), ('x', 'done', 5), ('x', 'done', 2), ('y', 'open', 1), ('y', 'blocked', 8), ('z', NULL, 1)
)
SELECT
  team,
  count(*) FILTER (WHERE status = 'open') AS n_open,
  sum(CASE WHEN status = 'done' THEN pts END) AS done_pts,
  sum(IF(status = 'blocked', pts, 0)) AS blocked_pts,
  array_agg(status ORDER BY pts DESC, status) FILTER (WHERE status IS NOT NULL) AS statuses,
  round(1e0 * count_if(status = 'done') / count(*), 3) AS done_rate,
  arbitrary(team) = min(team) AS consistent
FROM t
GROUP BY team
ORDER BY team

-- case: unpivot_quarters_with_unnest
WITH y (store, q1, q2, q3, q4) AS (
  VALUES ('s1', 10, 20, NULL, 40), ('s2', 1, 2, 3, 4)
)
SELECT store, quarter_name, amt, sum(amt) OVER (PARTITION BY store ORDER BY quarter_name) AS running
FROM y
CROSS JOIN UNNEST(ARRAY['Q1', 'Q2', 'Q3', 'Q4'], ARRAY[q1, q2, q3, q4]) AS u (quarter_name, amt)
WHERE amt IS NOT NULL
ORDER BY store, quarter_name

-- case: permission_flags_bitwise
WITH u (usr, flags) AS (
  VALUES ('ann', 7), ('bob', 4), ('cy', 0), ('dee', 9)
), bits (bit_no, label) AS (
  VALUES (0, 'read'), (1, 'write'), (2, 'exec'), (3, 'admin')
)
SELECT
  u.usr,
  bit_count(u.flags, 8) AS n_set,
  bitwise_or(u.flags, 8) AS plus_admin,
  bitwise_xor(u.flags, 1) AS toggled,
  bitwise_and(u.flags, bitwise_not(2)) AS minus_write,
  bitwise_left_shift(u.flags, 2) AS shifted,
  listagg(b.label, ',') WITHIN GROUP (ORDER BY b.bit_no) AS perms
FROM u
LEFT JOIN bits b ON bitwise_and(u.flags, bitwise_left_shift(1, b.bit_no)) <> 0
GROUP BY u.usr, u.flags
ORDER BY u.usr

-- case: bitwise_aggregates_for_active_days
WITH act (usr, dow) AS (
  VALUES ('a', 0), ('a', 2), ('a', 2), ('b', 6), ('c', 0), ('c', 1), ('c', 2)
)
SELECT
  usr,
  bitwise_or_agg(bitwise_left_shift(BIGINT '1', dow)) AS mask,
  lpad(to_base(bitwise_or_agg(bitwise_left_shift(BIGINT '1', dow)), 2), 7, '0') AS mask_bits,
  bitwise_and_agg(dow) AS and_dow,
  from_base('ff', 16) AS ff
FROM act
GROUP BY usr
ORDER BY usr

-- case: values_join_status_dictionary
SELECT
  o.id,
  coalesce(d.label, 'code ' || CAST(o.code AS varchar)) AS status_label,
  d.is_final,
  greatest(o.a, o.b) AS hi,
  least(o.a, o.b) AS lo,
  nullif(o.a, o.b) AS differs
FROM (VALUES (1, 10, 5, 6), (2, 20, 7, 7), (3, 99, NULL, 1)) AS o (id, code, a, b)
LEFT JOIN (VALUES (10, 'created', false), (20, 'shipped', true)) AS d (code, label, is_final) ON d.code = o.code
ORDER BY o.id

-- case: order_independent_dataset_checksum
WITH a (id, v) AS (
  VALUES (1, 'x'), (2, 'y'), (3, NULL)
), b (id, v) AS (
  VALUES (3, NULL), (1, 'x'), (2, 'y')
)
SELECT
  (SELECT to_hex(checksum(id)) FROM a) = (SELECT to_hex(checksum(id)) FROM b) AS ids_equal,
  (SELECT checksum(v) FROM a) = (SELECT checksum(v) FROM b) AS values_equal,
  (SELECT to_hex(md5(to_utf8(array_join(array_agg(CAST(id AS varchar) || ':' || coalesce(v, '') ORDER BY id), ';')))) FROM a) AS md5_a,
  (SELECT lower(to_hex(sha1(to_utf8(listagg(coalesce(v, '-'), ',') WITHIN GROUP (ORDER BY id))))) FROM b) AS sha1_b

-- case: correlation_and_regression_summary
WITH obs (grp, x, y) AS (
  VALUES ('a', 1e0, 2e0), ('a', 2e0, 4e0), ('a', 3e0, 6e0), ('b', 1e0, 5e0), ('b', 2e0, 3e0), ('b', 4e0, 1e0)
)
SELECT
  grp,
  round(corr(y, x), 4) AS r,
  round(regr_slope(y, x), 4) AS slope,
  round(regr_intercept(y, x), 4) AS intercept,
  round(covar_pop(y, x), 4) AS cov,
  round(var_samp(y), 4) AS var_y,
  round(geometric_mean(y), 4) AS gmean
FROM obs
GROUP BY grp
ORDER BY grp
