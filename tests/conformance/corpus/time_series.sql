-- Time series and IoT: gap filling, rolling frames, anomalies; after public repositories (crypto gap detection, calendar dimensions, weather stations) and articles (jOOQ's gap filling).

-- case: calendar_dimension
-- note: after a superstore dim_date view: min/max bounds, SEQUENCE, names of days and months
WITH date_bounds AS (
  SELECT MIN(dt) AS min_dt, MAX(dt) AS max_dt
  FROM (SELECT order_date AS dt FROM (VALUES (DATE '2026-12-30', DATE '2027-01-04'), (NULL, DATE '2027-01-02')) AS o(order_date, ship_date) WHERE order_date IS NOT NULL
        UNION ALL SELECT ship_date FROM (VALUES DATE '2027-01-04', NULL) AS s(ship_date) WHERE ship_date IS NOT NULL)
),
all_dates AS (SELECT CAST(dt AS DATE) AS dt FROM date_bounds CROSS JOIN UNNEST(SEQUENCE(min_dt, max_dt, INTERVAL '1' DAY)) AS t(dt))
SELECT CAST(DATE_FORMAT(dt, '%Y%m%d') AS INTEGER) AS date_key, dt AS full_date, DAY(dt) AS dom, DAY_OF_WEEK(dt) AS dow, DATE_FORMAT(dt, '%W') AS day_name, WEEK(dt) AS wk, YEAR_OF_WEEK(dt) AS yow, DATE_FORMAT(dt, '%M') AS month_name,
  CONCAT('Q', CAST(QUARTER(dt) AS VARCHAR), ' ', CAST(YEAR(dt) AS VARCHAR)) AS quarter_label, DAY_OF_YEAR(dt) AS doy, CASE WHEN DAY_OF_WEEK(dt) IN (6, 7) THEN TRUE ELSE FALSE END AS is_weekend
FROM all_dates ORDER BY dt

-- case: trade_gaps_by_deviation
-- note: after sql/03_gap_detection (crypto-data-platform): statistics per product joined back, z score and CASE
WITH trade_intervals AS (
    SELECT product_id, trade_id, time as trade_time, date_diff('second', LAG(time) OVER (PARTITION BY product_id ORDER BY time), time) as gap_seconds
    FROM (VALUES ('BTC', 1, TIMESTAMP '2026-01-01 00:00:00.000'), ('BTC', 2, TIMESTAMP '2026-01-01 00:00:10.500'), ('BTC', 3, TIMESTAMP '2026-01-01 00:00:20.400'), ('BTC', 4, TIMESTAMP '2026-01-01 00:05:20.000'), ('ETH', 5, TIMESTAMP '2026-01-01 00:00:00.000')) AS curated_trades(product_id, trade_id, time)
),
product_stats AS (
    SELECT product_id, AVG(gap_seconds) as avg_gap_seconds, STDDEV(gap_seconds) as stddev_gap_seconds, MAX(gap_seconds) as max_gap, COUNT(*) as total_intervals
    FROM trade_intervals WHERE gap_seconds IS NOT NULL AND gap_seconds > 0 AND gap_seconds < 86400 * 7 GROUP BY product_id
)
SELECT ti.product_id, ti.trade_id, ti.gap_seconds, ti.gap_seconds / 60.0 as gap_minutes,
  round((ti.gap_seconds - ps.avg_gap_seconds) / NULLIF(ps.stddev_gap_seconds, 0), 4) as z_score,
  CASE WHEN (ti.gap_seconds - ps.avg_gap_seconds) / NULLIF(ps.stddev_gap_seconds, 0) > 1 THEN 'SUSPECT' WHEN ti.gap_seconds IS NULL THEN 'FIRST' ELSE 'OK' END as severity
FROM trade_intervals ti LEFT JOIN product_stats ps ON ti.product_id = ps.product_id
ORDER BY ti.trade_id

-- case: sparse_days_filled_forward
-- fails: table not found
-- note: after the jOOQ article on IGNORE NULLS, in Trino's syntax
WITH t(value_date, value) AS (VALUES (DATE '2019-01-01', 100), (DATE '2019-01-02', 120), (DATE '2019-01-05', 125), (DATE '2019-01-06', NULL), (DATE '2019-01-08', 130))
SELECT d.value_date, t.value AS raw, last_value(t.value) IGNORE NULLS OVER (ORDER BY d.value_date) AS filled, first_value(t.value) IGNORE NULLS OVER (ORDER BY d.value_date ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS back_filled
FROM UNNEST(sequence((SELECT min(value_date) FROM t), (SELECT max(value_date) FROM t))) AS d(value_date) LEFT JOIN t ON t.value_date = d.value_date
ORDER BY 1

-- case: linear_interpolation
-- note: interpolation between known neighbours, a common IoT answer
WITH r(ts, v) AS (VALUES (TIMESTAMP '2026-01-01 00:00:00', 10e0), (TIMESTAMP '2026-01-01 00:15:00', NULL), (TIMESTAMP '2026-01-01 00:30:00', NULL), (TIMESTAMP '2026-01-01 01:00:00', 30e0), (TIMESTAMP '2026-01-01 01:15:00', NULL)),
n AS (SELECT ts, v, lag(v) IGNORE NULLS OVER w AS pv, lag(if(v IS NOT NULL, ts)) IGNORE NULLS OVER w AS pt, lead(v) IGNORE NULLS OVER w AS nv, lead(if(v IS NOT NULL, ts)) IGNORE NULLS OVER w AS nt FROM r WINDOW w AS (ORDER BY ts))
SELECT ts, coalesce(v, pv + (nv - pv) * to_milliseconds(ts - pt) / to_milliseconds(nt - pt)) AS v, nt - pt AS span FROM n ORDER BY ts

-- case: range_interval_frame
-- note: sums over the last hour by time rather than by rows
SELECT sensor, ts, sum(v) OVER (PARTITION BY sensor ORDER BY ts RANGE BETWEEN INTERVAL '1' HOUR PRECEDING AND CURRENT ROW) AS last_hour, count(*) OVER (PARTITION BY sensor ORDER BY ts RANGE BETWEEN INTERVAL '30' MINUTE PRECEDING AND INTERVAL '30' MINUTE FOLLOWING) AS around
FROM (VALUES ('a', TIMESTAMP '2026-01-01 10:00:00.000', 1), ('a', TIMESTAMP '2026-01-01 10:30:00.000', 2), ('a', TIMESTAMP '2026-01-01 11:00:00.000', 4), ('a', TIMESTAMP '2026-01-01 11:00:00.001', 8), ('b', TIMESTAMP '2026-01-01 10:59:00.000', 16)) AS t(sensor, ts, v)
ORDER BY sensor, ts

-- case: month_range_frame
-- note: trailing three months on dates
SELECT d, x, avg(x) OVER (ORDER BY d RANGE BETWEEN INTERVAL '2' MONTH PRECEDING AND CURRENT ROW) AS trailing, max(x) OVER (ORDER BY d DESC RANGE BETWEEN INTERVAL '1' MONTH PRECEDING AND CURRENT ROW) AS ahead
FROM (VALUES (DATE '2026-01-31', 10), (DATE '2026-02-28', 20), (DATE '2026-03-31', 60), (DATE '2026-06-30', 5)) AS t(d, x) ORDER BY d

-- case: ten_minute_buckets_with_offset
-- note: buckets by epoch arithmetic, the way Athena users write date_bin
SELECT from_unixtime(floor(to_unixtime(ts) / 600) * 600) AS bucket, date_add('minute', -(minute(ts) % 15), date_trunc('minute', ts)) AS quarter_hour, count(*) AS n, avg(temp) AS avg_temp
FROM (VALUES (TIMESTAMP '2026-03-29 00:59:59.999', 20.5), (TIMESTAMP '2026-03-29 00:50:00.000', 21.0), (TIMESTAMP '2026-03-29 01:00:00.000', 19.25), (TIMESTAMP '1969-12-31 23:55:00.000', -1.0)) AS t(ts, temp)
GROUP BY 1, 2 ORDER BY 1, 2

-- case: hampel_filter
-- note: outliers by median absolute deviation over an array window
WITH w AS (SELECT i, v, array_sort(array_agg(v) OVER (ORDER BY i ROWS BETWEEN 2 PRECEDING AND 2 FOLLOWING)) AS a FROM (VALUES (1, 10), (2, 11), (3, 50), (4, 12), (5, 11), (6, 10)) AS t(i, v)),
m AS (SELECT i, v, a, a[(cardinality(a) + 1) / 2] AS med FROM w)
SELECT i, v, med, array_sort(transform(a, x -> abs(x - med)))[(cardinality(a) + 1) / 2] AS mad, abs(v - med) > 3 * array_sort(transform(a, x -> abs(x - med)))[(cardinality(a) + 1) / 2] AS outlier
FROM m ORDER BY i

-- case: exponential_average
-- note: EMA by reduce over an ordered array, since windows cannot recurse
SELECT symbol, transform(sequence(1, cardinality(xs)), n -> round(reduce(slice(xs, 2, n - 1), xs[1], (s, x) -> 0.5e0 * x + 0.5e0 * s, s -> s), 4)) AS ema
FROM (SELECT symbol, array_agg(price ORDER BY day) AS xs FROM (VALUES ('A', 1, 10e0), ('A', 2, 12e0), ('A', 3, 8e0), ('B', 1, 1e0)) AS p(symbol, day, price) GROUP BY symbol)
ORDER BY symbol

-- case: seasonal_naive_error
-- note: forecast error against the same weekday of the week before
SELECT d, y, lag(y, 7) OVER (ORDER BY d) AS forecast, round(100e0 * abs(y - lag(y, 7) OVER (ORDER BY d)) / y, 2) AS ape, round(avg(abs(y - y7)) OVER (), 3) AS mae
FROM (SELECT d, y, lag(y, 7) OVER (ORDER BY d) AS y7 FROM (SELECT date_add('day', i, DATE '2026-02-23') AS d, 100 + 10 * (i % 7) + i AS y FROM UNNEST(sequence(0, 9)) AS s(i)))
ORDER BY d

-- case: up_and_down_time
-- note: device states turned into durations; the open one ends at a given time
SELECT device, state, sum(date_diff('second', ts, coalesce(nxt, TIMESTAMP '2026-01-01 01:00:00'))) AS seconds, human_readable_seconds(sum(to_unixtime(coalesce(nxt, TIMESTAMP '2026-01-01 01:00:00')) - to_unixtime(ts))) AS words
FROM (SELECT device, state, ts, lead(ts) OVER (PARTITION BY device ORDER BY ts) AS nxt FROM (VALUES ('d1', 'up', TIMESTAMP '2026-01-01 00:00:00'), ('d1', 'down', TIMESTAMP '2026-01-01 00:20:30'), ('d1', 'up', TIMESTAMP '2026-01-01 00:21:00'), ('d2', 'up', TIMESTAMP '2026-01-01 00:59:59')) AS s(device, state, ts))
GROUP BY ROLLUP (device, state) HAVING device IS NOT NULL ORDER BY device, state NULLS LAST

-- case: counter_resets
-- note: monotonic counters with resets, as Prometheus' increase()
SELECT host, sum(CASE WHEN v >= prev THEN v - prev WHEN prev IS NULL THEN 0 ELSE v END) AS increase, count_if(v < prev) AS resets
FROM (SELECT host, v, lag(v) OVER (PARTITION BY host ORDER BY t) AS prev FROM (VALUES ('a', 1, 100), ('a', 2, 150), ('a', 3, 10), ('a', 4, 30), ('b', 1, 5)) AS m(host, t, v)) GROUP BY host ORDER BY host

-- case: sensor_pivot_by_minute
-- note: long readings to columns with max FILTER, and an hour that never reported
SELECT m.minute, max(v) FILTER (WHERE k = 'temp') AS temp, max(v) FILTER (WHERE k = 'hum') AS hum, count(k) AS readings
FROM UNNEST(sequence(TIMESTAMP '2026-01-01 00:00:00', TIMESTAMP '2026-01-01 00:03:00', INTERVAL '1' MINUTE)) AS m(minute)
LEFT JOIN (VALUES (TIMESTAMP '2026-01-01 00:00:12.345', 'temp', REAL '20.5'), (TIMESTAMP '2026-01-01 00:00:50.000', 'temp', REAL '20.7'), (TIMESTAMP '2026-01-01 00:02:00.000', 'hum', REAL '0.4')) AS r(ts, k, v) ON date_trunc('minute', r.ts) = m.minute
GROUP BY m.minute ORDER BY 1

-- case: weekday_hour_heatmap
-- note: local hours with daylight saving, map of counts
SELECT format_datetime(local, 'EEE') AS dow, map_agg(hr, n) AS hours
FROM (SELECT date_trunc('day', ts AT TIME ZONE 'Europe/Berlin') AS local, hour(ts AT TIME ZONE 'Europe/Berlin') AS hr, count(*) AS n
      FROM (VALUES TIMESTAMP '2026-03-29 00:30:00 UTC', TIMESTAMP '2026-03-29 01:30:00 UTC', TIMESTAMP '2026-03-29 22:30:00 UTC', TIMESTAMP '2026-03-29 00:31:00 UTC') AS t(ts) GROUP BY 1, 2)
GROUP BY local ORDER BY local

-- case: trend_slope
-- note: regr functions and correlation on day numbers
SELECT metric, round(regr_slope(v, date_diff('day', DATE '2026-01-01', d)), 6) AS per_day, round(regr_intercept(v, date_diff('day', DATE '2026-01-01', d)), 6) AS start, round(corr(v, date_diff('day', DATE '2026-01-01', d)), 6) AS r, count(v) AS n
FROM (VALUES ('x', DATE '2026-01-01', 1e0), ('x', DATE '2026-01-02', 3e0), ('x', DATE '2026-01-04', 6e0), ('y', DATE '2026-01-01', 5e0), ('y', DATE '2026-01-02', NULL)) AS t(metric, d, v) GROUP BY metric ORDER BY metric

-- case: simultaneous_sessions
-- note: peak concurrency by +1/-1 events, ends before starts at a tie
SELECT at, running FROM (
  SELECT at, sum(delta) OVER (ORDER BY at, delta ROWS UNBOUNDED PRECEDING) AS running
  FROM (VALUES (TIME '10:00:00', TIME '10:30:00'), (TIME '10:30:00', TIME '11:00:00.5'), (TIME '10:15:00', TIME '10:45:00')) AS s(a, b)
  CROSS JOIN UNNEST(ARRAY[a, b], ARRAY[1, -1]) AS e(at, delta))
ORDER BY running DESC, at FETCH FIRST 1 ROW WITH TIES
