-- Whole questions as analysts ask them of logs, orders and events.

-- case: hourly_errors_of_a_log
WITH log(line) AS (VALUES '2026-01-05T10:11:12.345Z 10.0.0.1 GET /a?x=1 200 0.010', '2026-01-05T10:50:00.000Z 10.0.0.2 GET /b 500 1.250', '2026-01-05T11:00:00.000Z 10.0.0.1 POST /a 404 0.100'),
parts AS (SELECT split(line, ' ') AS p FROM log)
SELECT date_trunc('hour', from_iso8601_timestamp(p[1])) AS hour, count(*) AS requests, count_if(CAST(p[5] AS integer) >= 500) AS errors, max(CAST(p[6] AS double)) AS slowest
FROM parts GROUP BY 1 ORDER BY 1

-- case: paths_without_query_strings
SELECT regexp_extract(url, '^[^?]*') AS path, count(*) AS hits, approx_distinct(ip) AS visitors FROM (VALUES ('/a?x=1', 'p'), ('/a', 'q'), ('/b', 'p')) t(url, ip) GROUP BY 1 ORDER BY hits DESC, path

-- case: log_line_by_regexp
SELECT regexp_extract(line, '^(\S+) \S+ \S+ \[([^\]]+)\] "(\S+) (\S+)', 4) AS path, date_parse(regexp_extract(line, '\[([^ ]+)', 1), '%d/%b/%Y:%H:%i:%s') AS at
FROM (VALUES '10.0.0.1 - - [05/Jan/2026:10:11:12 +0000] "GET /index.html HTTP/1.1" 200 5') t(line)

-- case: audit_events
WITH events(raw) AS (VALUES '{"eventName": "PutObject", "userIdentity": {"type": "IAMUser", "userName": "ann"}, "eventTime": "2026-01-05T10:00:00Z"}', '{"eventName": "GetObject", "userIdentity": {"type": "Role"}, "eventTime": "2026-01-05T11:00:00Z", "errorCode": "AccessDenied"}')
SELECT json_extract_scalar(raw, '$.eventName') AS event, coalesce(json_extract_scalar(raw, '$.userIdentity.userName'), json_extract_scalar(raw, '$.userIdentity.type')) AS who, from_iso8601_timestamp(json_extract_scalar(raw, '$.eventTime')) AS at, json_extract_scalar(raw, '$.errorCode') IS NOT NULL AS failed
FROM events ORDER BY at

-- case: costs_by_service_and_month
SELECT date_format(day, '%Y-%m') AS month, service, sum(cost) AS cost, round(sum(cost) * 100 / sum(sum(cost)) OVER (PARTITION BY date_format(day, '%Y-%m')), 1) AS percent
FROM (VALUES (DATE '2026-01-05', 's3', CAST(10.25 AS decimal(12,2))), (DATE '2026-01-20', 's3', CAST(4.75 AS decimal(12,2))), (DATE '2026-01-07', 'kms', CAST(5.00 AS decimal(12,2))), (DATE '2026-02-01', 's3', CAST(1.00 AS decimal(12,2)))) t(day, service, cost)
GROUP BY date_format(day, '%Y-%m'), service ORDER BY month, cost DESC

-- case: month_over_month_growth
WITH monthly(month, revenue) AS (VALUES (DATE '2026-01-01', 100e0), (DATE '2026-02-01', 150e0), (DATE '2026-03-01', 120e0))
SELECT month, revenue, lag(revenue) OVER (ORDER BY month) AS before, round((revenue / lag(revenue) OVER (ORDER BY month) - 1) * 100, 2) AS growth FROM monthly ORDER BY month

-- case: rolling_seven_days
SELECT day, sum(n) OVER (ORDER BY day ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS week FROM (SELECT d AS day, row_number() OVER (ORDER BY d) AS n FROM UNNEST(sequence(DATE '2026-01-01', DATE '2026-01-10')) t(d)) ORDER BY day

-- case: retention
WITH visits(who, day) AS (VALUES ('a', DATE '2026-01-01'), ('a', DATE '2026-01-02'), ('b', DATE '2026-01-01'), ('b', DATE '2026-01-08'), ('c', DATE '2026-01-02')),
firsts AS (SELECT who, min(day) AS first_day FROM visits GROUP BY who)
SELECT first_day, count(DISTINCT f.who) AS users, count(DISTINCT if(date_diff('day', first_day, day) = 1, v.who)) AS after_1, count(DISTINCT if(date_diff('day', first_day, day) = 7, v.who)) AS after_7
FROM firsts f JOIN visits v ON v.who = f.who GROUP BY first_day ORDER BY first_day

-- case: time_between_orders
SELECT customer, avg(gap) AS average_gap, max(gap) AS longest FROM (
  SELECT customer, date_diff('day', lag(at) OVER (PARTITION BY customer ORDER BY at), at) AS gap FROM (VALUES ('a', DATE '2026-01-01'), ('a', DATE '2026-01-04'), ('a', DATE '2026-01-10'), ('b', DATE '2026-01-01')) t(customer, at)
) GROUP BY customer ORDER BY customer

-- case: percentiles_by_group
SELECT service, approx_percentile(ms, 0.5) AS p50, approx_percentile(ms, ARRAY[0.9, 0.99]) AS tail, count(*) AS n FROM (VALUES ('a', 10), ('a', 20), ('a', 30), ('a', 1000), ('b', 5)) t(service, ms) GROUP BY service ORDER BY service

-- case: buckets_of_a_distribution
SELECT width_bucket(amount, ARRAY[0, 10, 100]) AS bucket, count(*) AS n, min(amount) AS lowest, max(amount) AS highest FROM (VALUES 5.50, 10.00, 99.99, 250.00, 7.25) t(amount) GROUP BY 1 ORDER BY 1

-- case: first_and_last_status
SELECT id, min_by(status, at) AS first_status, max_by(status, at) AS last_status, count(*) AS changes, date_diff('hour', min(at), max(at)) AS hours
FROM (VALUES (1, 'new', TIMESTAMP '2026-01-01 10:00:00'), (1, 'paid', TIMESTAMP '2026-01-01 12:30:00'), (1, 'sent', TIMESTAMP '2026-01-03 09:00:00'), (2, 'new', TIMESTAMP '2026-01-02 00:00:00')) t(id, status, at) GROUP BY id ORDER BY id

-- case: values_that_occur_once
SELECT email, count(*) AS n, array_agg(id ORDER BY id) AS ids FROM (VALUES (1, 'a@x'), (2, 'b@x'), (3, 'A@X')) t(id, email) GROUP BY email HAVING count(*) = 1 ORDER BY email

-- case: duplicates_ignoring_case
SELECT lower(trim(email)) AS email, count(*) AS n FROM (VALUES 'a@x', ' A@X', 'b@x') t(email) GROUP BY lower(trim(email)) HAVING count(*) > 1 ORDER BY 1

-- case: deduplicated_events
SELECT event_id, max_by(payload, arrived) AS payload FROM (VALUES ('e1', 'old', 1), ('e1', 'newer', 2), ('e2', 'only', 1)) t(event_id, payload, arrived) GROUP BY event_id ORDER BY event_id

-- case: gaps_in_days
WITH seen(day) AS (VALUES DATE '2026-01-01', DATE '2026-01-02', DATE '2026-01-05')
SELECT c.day FROM (SELECT d FROM (SELECT min(day) AS since, max(day) AS until FROM seen) CROSS JOIN UNNEST(sequence(since, until, INTERVAL '1' DAY)) AS u(d)) AS c(day) LEFT JOIN seen s ON s.day = c.day WHERE s.day IS NULL ORDER BY 1

-- case: islands_of_days
SELECT who, min(day) AS since, max(day) AS until, count(*) AS days FROM (
  SELECT who, day, date_add('day', -row_number() OVER (PARTITION BY who ORDER BY day), day) AS island FROM (VALUES ('a', DATE '2026-01-01'), ('a', DATE '2026-01-02'), ('a', DATE '2026-01-05'), ('b', DATE '2026-01-01')) t(who, day)
) GROUP BY who, island ORDER BY who, since

-- case: year_to_date
SELECT day, amount, sum(amount) OVER (PARTITION BY year(day) ORDER BY day) AS year_to_date FROM (VALUES (DATE '2025-12-31', 10), (DATE '2026-01-01', 1), (DATE '2026-02-01', 2)) t(day, amount) ORDER BY day

-- case: weekday_pattern
SELECT format_datetime(at, 'EEEE') AS weekday, day_of_week(at) AS n, count(*) AS orders FROM (VALUES TIMESTAMP '2026-01-05 10:00:00', TIMESTAMP '2026-01-06 10:00:00', TIMESTAMP '2026-01-12 10:00:00') t(at) GROUP BY 1, 2 ORDER BY n

-- case: local_business_day
SELECT date(at AT TIME ZONE 'America/New_York') AS local_day, count(*) AS n FROM (VALUES TIMESTAMP '2026-01-05 03:00:00 UTC', TIMESTAMP '2026-01-05 12:00:00 UTC', TIMESTAMP '2026-01-06 04:59:59 UTC') t(at) GROUP BY 1 ORDER BY 1

-- case: epoch_milliseconds
SELECT from_unixtime(ms / 1000) AS seconds, from_unixtime(ms / 1e3) AS exact, date(from_unixtime(ms / 1000)) AS day FROM (VALUES 1767607872345) t(ms)

-- case: partition_filter_on_text
SELECT dt, count(*) AS n FROM (VALUES '2026-01-01', '2026-01-15', '2026-02-01') t(dt) WHERE dt BETWEEN '2026-01-10' AND '2026-02-28' AND substr(dt, 1, 7) IN ('2026-01', '2026-02') GROUP BY dt ORDER BY dt

-- case: partition_filter_from_date
SELECT dt FROM (VALUES '2026-01-01', '2026-01-15') t(dt) WHERE dt >= date_format(date_add('day', -7, DATE '2026-01-16'), '%Y-%m-%d') ORDER BY dt

-- case: partitions_of_hours
SELECT date_parse(dt || ' ' || hour, '%Y-%m-%d %H') AS at FROM (VALUES ('2026-01-01', '07'), ('2026-01-01', '23')) t(dt, hour) ORDER BY 1

-- case: conversion_by_step
WITH steps(step, who) AS (VALUES (1, 'a'), (1, 'b'), (1, 'c'), (1, 'd'), (2, 'a'), (2, 'b'), (3, 'a'))
SELECT step, count(DISTINCT who) AS users, round(100.0 * count(DISTINCT who) / first_value(count(DISTINCT who)) OVER (ORDER BY step), 1) AS of_first, round(1.000 * count(DISTINCT who) / lag(count(DISTINCT who)) OVER (ORDER BY step), 3) AS of_before
FROM steps GROUP BY step ORDER BY step

-- case: ordered_funnel_by_window
SELECT count_if(s >= 1) AS viewed, count_if(s >= 2) AS carted, count_if(s >= 3) AS bought FROM (
  SELECT who, CASE WHEN regexp_like(path, 'v.*c.*b') THEN 3 WHEN regexp_like(path, 'v.*c') THEN 2 WHEN regexp_like(path, 'v') THEN 1 ELSE 0 END AS s
  FROM (SELECT who, array_join(array_agg(substr(what, 1, 1) ORDER BY at), '') AS path FROM (VALUES ('a', 'view', 1), ('a', 'cart', 2), ('a', 'buy', 3), ('b', 'cart', 1), ('b', 'view', 2), ('c', 'view', 1), ('c', 'cart', 5)) t(who, what, at) GROUP BY who)
)

-- case: customers_ranked_into_quartiles
SELECT quartile, count(*) AS n, sum(spent) AS spent FROM (SELECT ntile(4) OVER (ORDER BY spent DESC) AS quartile, spent FROM UNNEST(sequence(10, 80, 10)) t(spent)) GROUP BY quartile ORDER BY quartile

-- case: pareto
SELECT product, revenue, CAST(sum(revenue) OVER (ORDER BY revenue DESC, product) AS double) / sum(revenue) OVER () AS running_share FROM (VALUES ('a', 50), ('b', 30), ('c', 20)) t(product, revenue) ORDER BY revenue DESC

-- case: recency_frequency_money
SELECT customer, date_diff('day', max(at), DATE '2026-02-01') AS recency, count(*) AS frequency, sum(amount) AS money, CASE WHEN count(*) > 1 AND sum(amount) > 10 THEN 'core' ELSE 'other' END AS segment
FROM (VALUES ('a', DATE '2026-01-10', CAST(7.50 AS decimal(12,2))), ('a', DATE '2026-01-30', CAST(5.00 AS decimal(12,2))), ('b', DATE '2025-12-01', CAST(99.00 AS decimal(12,2)))) t(customer, at, amount) GROUP BY customer ORDER BY customer

-- case: attribution_of_last_touch
WITH touches(who, channel, at) AS (VALUES ('a', 'mail', 1), ('a', 'ad', 3), ('b', 'ad', 2)), orders(who, at) AS (VALUES ('a', 4), ('b', 1), ('b', 5))
SELECT o.who, o.at, max_by(t.channel, t.at) AS channel FROM orders o LEFT JOIN touches t ON t.who = o.who AND t.at <= o.at GROUP BY o.who, o.at ORDER BY o.who, o.at

-- case: running_stock
SELECT sku, at, sum(CASE kind WHEN 'in' THEN qty WHEN 'out' THEN -qty END) OVER (PARTITION BY sku ORDER BY at) AS stock FROM (VALUES ('a', 1, 'in', 10), ('a', 2, 'out', 3), ('a', 3, 'out', 4)) t(sku, at, kind, qty) ORDER BY sku, at

-- case: changes_between_images
SELECT id, old.status AS was, new.status AS is_now, new.amount - old.amount AS difference FROM (VALUES (1, CAST(ROW('new', 10.00) AS row(status varchar, amount decimal(12,2))), CAST(ROW('paid', 12.50) AS row(status varchar, amount decimal(12,2))))) t(id, old, new) WHERE old.status IS DISTINCT FROM new.status

-- case: totals_and_subtotals
SELECT coalesce(region, 'all') AS region, coalesce(product, 'all') AS product, sum(x) AS total, grouping(region, product) AS level FROM (VALUES ('eu', 'a', 1), ('eu', 'b', 2), ('us', 'a', 4)) t(region, product, x) GROUP BY ROLLUP (region, product) ORDER BY level, region, product

-- case: union_of_sources
SELECT source, count(*) AS n, sum(amount) AS total FROM (SELECT 'web' AS source, CAST(1.50 AS decimal(12,2)) AS amount UNION ALL SELECT 'shop', CAST(2 AS decimal(12,2)) UNION ALL SELECT 'web', NULL) GROUP BY source ORDER BY source

-- case: anti_join
SELECT c.id FROM (VALUES 1, 2, 3) c(id) LEFT JOIN (VALUES 2) o(customer) ON o.customer = c.id WHERE o.customer IS NULL ORDER BY c.id

-- case: median_by_windows
SELECT avg(x) AS median FROM (SELECT x, row_number() OVER (ORDER BY x) AS i, count(*) OVER () AS n FROM (VALUES 1, 3, 5, 100) t(x)) WHERE i IN ((n + 1) / 2, (n + 2) / 2)

-- case: masked_values
SELECT regexp_replace(email, '(?<=.).(?=[^@]*@)', '*') AS email, lpad(substr(card, -4), length(card), '*') AS card FROM (VALUES ('annabel@x.org', '1234567812345678')) t(email, card)

-- case: text_to_typed_columns
SELECT TRY_CAST(a AS integer) AS n, TRY_CAST(b AS decimal(12,2)) AS amount, TRY_CAST(c AS date) AS day, TRY(date_parse(d, '%d.%m.%Y')) AS at FROM (VALUES ('1', '2.50', '2026-01-05', '05.01.2026'), ('x', 'y', 'z', 'w')) t(a, b, c, d) ORDER BY n
