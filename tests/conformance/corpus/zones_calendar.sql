-- Time zones, calendars, intervals, periods compared: dates as reports need them.

-- case: orders_by_local_day_and_shop_zone
-- note: UTC timestamps shown in each shop's zone, grouped by local date across a clock change
WITH shop(id, tz) AS (VALUES (1, 'America/New_York'), (2, 'Europe/Berlin'), (3, 'Asia/Tokyo')),
o(shop, at, amt) AS (
  VALUES (1, TIMESTAMP '2026-03-08 04:59:00', 10), (1, TIMESTAMP '2026-03-08 05:00:00', 20), (1, TIMESTAMP '2026-03-09 03:59:59', 30), (1, TIMESTAMP '2026-03-09 04:00:00', 5),
         (2, TIMESTAMP '2026-03-28 23:30:00', 7), (2, TIMESTAMP '2026-03-29 21:59:00', 8), (2, TIMESTAMP '2026-03-29 22:00:00', 9), (3, TIMESTAMP '2026-03-28 15:00:00', 1)
)
SELECT s.id, CAST(at_timezone(with_timezone(o.at, 'UTC'), s.tz) AS date) AS local_day, count(*) AS n, sum(o.amt) AS amt
FROM o JOIN shop s ON s.id = o.shop
GROUP BY s.id, CAST(at_timezone(with_timezone(o.at, 'UTC'), s.tz) AS date)
ORDER BY s.id, local_day

-- case: meeting_in_several_zones
SELECT tz, format_datetime(at_timezone(TIMESTAMP '2026-10-25 00:30:00 UTC', tz), 'EEE HH:mm ZZ') AS shown, timezone_hour(at_timezone(TIMESTAMP '2026-10-25 00:30:00 UTC', tz)) AS off
FROM (VALUES 'Europe/London', 'Asia/Kolkata', 'America/Los_Angeles', 'UTC') AS t(tz)
ORDER BY tz

-- case: wall_clock_to_utc_around_dst
-- note: local text with an explicit zone compared as instants, elapsed time over the change
SELECT id, ts, ts AT TIME ZONE 'UTC' AS utc, ts - lag(ts) OVER (ORDER BY id) AS elapsed, date_diff('hour', lag(ts) OVER (ORDER BY id), ts) AS hours
FROM (VALUES (1, TIMESTAMP '2026-03-29 00:30:00 Europe/Paris'), (2, TIMESTAMP '2026-03-29 03:30:00 Europe/Paris'), (3, TIMESTAMP '2026-03-30 00:30:00 Europe/Paris')) AS t(id, ts)
ORDER BY id

-- case: quarter_to_date_vs_previous_quarter
-- note: same number of days into the quarter by date_diff from the quarter's start
WITH s(d, amt) AS (
  VALUES (DATE '2025-10-01', 10), (DATE '2025-11-14', 20), (DATE '2025-11-15', 99), (DATE '2026-01-01', 11), (DATE '2026-02-14', 22), (DATE '2026-02-15', 33)
),
p AS (SELECT DATE '2026-02-14' AS as_of),
x AS (
  SELECT date_trunc('quarter', s.d) AS q, date_diff('day', date_trunc('quarter', s.d), s.d) AS day_in_q, amt FROM s
)
SELECT x.q, sum(amt) AS qtd, count(*) AS n
FROM x CROSS JOIN p
WHERE x.day_in_q <= date_diff('day', date_trunc('quarter', p.as_of), p.as_of)
  AND x.q IN (date_trunc('quarter', p.as_of), date_trunc('quarter', p.as_of) - INTERVAL '3' MONTH)
GROUP BY x.q
ORDER BY x.q DESC

-- case: year_over_year_by_month_full
-- note: two years side by side with missing months in both, differences in text
WITH s(d, v) AS (VALUES (DATE '2025-01-10', 5), (DATE '2025-03-10', 8), (DATE '2026-01-31', 9), (DATE '2026-02-01', 1), (DATE '2026-03-02', 4), (DATE '2026-03-09', 4)),
m AS (SELECT year(d) AS y, month(d) AS mo, sum(v) AS v FROM s GROUP BY 1, 2)
SELECT mo, date_format(date_add('month', CAST(mo - 1 AS integer), DATE '2026-01-01'), '%M') AS name, p.v AS y2025, c.v AS y2026,
       CASE WHEN p.v IS NULL THEN 'new' WHEN c.v = p.v THEN '=' ELSE format('%+d', c.v - p.v) END AS diff
FROM (SELECT mo, v FROM m WHERE y = 2025) p
FULL JOIN (SELECT mo, v FROM m WHERE y = 2026) c USING (mo)
ORDER BY mo

-- case: fiscal_year_starting_in_april
SELECT d, year(d - INTERVAL '3' MONTH) AS fy, quarter(d - INTERVAL '3' MONTH) AS fq, date_trunc('year', d - INTERVAL '3' MONTH) + INTERVAL '3' MONTH AS fy_start
FROM (VALUES DATE '2026-03-31', DATE '2026-04-01', DATE '2026-06-30', DATE '2027-01-15', DATE '2026-05-31') AS t(d)
ORDER BY d

-- case: business_days_without_holidays
-- note: days between by counting a sequence less weekends and a list of holidays
WITH h(d) AS (VALUES DATE '2026-05-01', DATE '2026-05-14', DATE '2026-05-25'),
t(id, a, b) AS (VALUES (1, DATE '2026-04-30', DATE '2026-05-04'), (2, DATE '2026-05-11', DATE '2026-05-15'), (3, DATE '2026-05-23', DATE '2026-05-25'))
SELECT t.id, count(*) AS all_days,
       count_if(day_of_week(x.d) < 6) AS weekdays,
       count_if(day_of_week(x.d) < 6 AND h.d IS NULL) AS working
FROM t
CROSS JOIN UNNEST(sequence(t.a, t.b)) AS x(d)
LEFT JOIN h ON h.d = x.d
GROUP BY t.id
ORDER BY t.id

-- case: age_in_years_and_next_birthday
-- note: leap day birthdays; whole years by date_diff; next date from added years
SELECT name, born, date_diff('year', born, DATE '2026-02-28') AS age,
       date_add('year', date_diff('year', born, DATE '2026-02-28') + 1, born) AS next_birthday,
       date_diff('day', DATE '2026-02-28', date_add('year', date_diff('year', born, DATE '2026-02-28') + 1, born)) AS days_to
FROM (VALUES ('leap', DATE '2000-02-29'), ('same', DATE '1990-02-28'), ('late', DATE '1985-12-31'), ('baby', DATE '2026-01-01')) AS p(name, born)
ORDER BY days_to, name

-- case: interval_arithmetic_report
-- note: durations summed and averaged, turned to text and to seconds
WITH t(job, s, e) AS (
  VALUES ('a', TIMESTAMP '2026-01-01 23:50:00.000', TIMESTAMP '2026-01-02 00:20:30.500'), ('a', TIMESTAMP '2026-01-02 10:00:00.000', TIMESTAMP '2026-01-02 10:00:00.250'), ('b', TIMESTAMP '2026-01-05 00:00:00.000', TIMESTAMP '2026-01-03 00:00:00.000')
)
SELECT job, sum(e - s) AS total, avg(e - s) AS mean, max(e - s) > INTERVAL '20' MINUTE AS long_run, sum(date_diff('millisecond', s, e)) / 1000.0 AS secs,
       to_milliseconds(sum(e - s)) AS ms
FROM t
GROUP BY job
ORDER BY job

-- case: month_added_to_formatted_text
-- fails: date_format gives a text, to which no interval can be added
SELECT date_format(d, '%Y-%m-01') + INTERVAL '1' MONTH AS next_month
FROM (VALUES DATE '2026-01-15', DATE '2026-02-01') AS t(d)
ORDER BY 1

-- case: texts_of_many_formats_to_dates
-- note: coalesce of TRY over parsers, unparsed ones counted by a window
SELECT s, d, count_if(d IS NULL) OVER () AS bad
FROM (
  SELECT s, coalesce(TRY(CAST(s AS date)), TRY(CAST(date_parse(s, '%d.%m.%Y') AS date)), TRY(CAST(date_parse(s, '%m/%d/%y') AS date)), TRY(CAST(parse_datetime(s, 'yyyyMMdd') AS date))) AS d
  FROM (VALUES '2026-01-31', '31.01.2026', '1/31/26', '20260131', '2026-02-30', 'soon') AS t(s)
)
ORDER BY d NULLS LAST, s

-- case: hour_of_week_heatmap
-- note: pivot of weekday classes by day part, percent of total
SELECT CASE WHEN hour(ts) < 6 THEN 'night' WHEN hour(ts) < 12 THEN 'morning' WHEN hour(ts) < 18 THEN 'afternoon' ELSE 'evening' END AS part,
       count_if(day_of_week(ts) <= 5) AS weekday, count_if(day_of_week(ts) > 5) AS weekend,
       CAST(count(*) * 100 AS double) / sum(count(*)) OVER () AS pct
FROM (VALUES TIMESTAMP '2026-01-02 05:59:59', TIMESTAMP '2026-01-03 06:00:00', TIMESTAMP '2026-01-04 17:59:00', TIMESTAMP '2026-01-05 18:00:00', TIMESTAMP '2026-01-06 12:00:00', TIMESTAMP '2026-01-07 00:00:00', TIMESTAMP '2026-01-10 23:59:59', TIMESTAMP '2026-01-11 13:00:00') AS t(ts)
GROUP BY 1
ORDER BY min(hour(ts)), part

-- case: epoch_and_iso_round_trip
SELECT to_unixtime(ts) AS epoch, to_iso8601(ts) AS iso, from_iso8601_timestamp(to_iso8601(ts)) = with_timezone(ts, 'UTC') AS same, date_format(ts, '%Y%m%dT%H%i%s') AS compact, millisecond(ts) AS ms
FROM (VALUES TIMESTAMP '1969-12-31 23:59:59.500', TIMESTAMP '2026-07-04 12:00:00.001') AS t(ts)
ORDER BY ts

-- case: rolling_28_days_by_range_frame
-- note: RANGE frame over dates with an interval, sparse days
SELECT d, amt, sum(amt) OVER (ORDER BY d RANGE BETWEEN INTERVAL '27' DAY PRECEDING AND CURRENT ROW) AS last28,
       count(*) OVER (ORDER BY d RANGE BETWEEN INTERVAL '7' DAY PRECEDING AND INTERVAL '1' DAY PRECEDING) AS prev_week_rows
FROM (VALUES (DATE '2026-01-01', 5), (DATE '2026-01-08', 6), (DATE '2026-01-28', 7), (DATE '2026-01-29', 8), (DATE '2026-01-30', NULL)) AS t(d, amt)
ORDER BY d

-- case: on_call_rota_coverage
-- note: shifts crossing midnight in local zones converted to UTC hours, uncovered hours of the day listed
WITH shifts(who, tz, starts, hours) AS (
  VALUES ('lin', 'Asia/Singapore', TIMESTAMP '2026-07-01 08:00:00', 8), ('max', 'Europe/Berlin', TIMESTAMP '2026-07-01 09:00:00', 9), ('joy', 'America/Chicago', TIMESTAMP '2026-07-01 12:00:00', 7)
),
utc AS (
  SELECT who, CAST(at_timezone(with_timezone(starts, tz), 'UTC') AS timestamp(0)) AS s, hours FROM shifts
),
day_hours AS (
  SELECT h FROM UNNEST(sequence(TIMESTAMP '2026-07-01 00:00:00', TIMESTAMP '2026-07-01 23:00:00', INTERVAL '1' HOUR)) AS t(h)
)
SELECT hour(h) AS utc_hour, count(u.who) AS people, coalesce(array_join(array_agg(u.who ORDER BY u.who) FILTER (WHERE u.who IS NOT NULL), '+'), '(nobody)') AS on_call
FROM day_hours d
LEFT JOIN utc u ON d.h >= u.s AND d.h < u.s + u.hours * INTERVAL '1' HOUR
GROUP BY h
HAVING count(u.who) <> 1
ORDER BY utc_hour

-- case: at_timezone_of_a_column
SELECT id, at_timezone(t, z) FROM (VALUES (1, TIMESTAMP '2024-06-03 14:00:00 UTC', 'Asia/Tokyo'), (2, TIMESTAMP '2024-12-31 22:30:00 UTC', 'America/New_York'), (3, NULL, 'UTC'), (4, TIMESTAMP '2024-12-31 22:30:00 UTC', NULL), (5, TIMESTAMP '2024-01-01 00:00:00 UTC', '-03:30')) t(id, t, z) ORDER BY id

-- case: at_timezone_of_a_column_in_milliseconds
SELECT id, at_timezone(t, z) FROM (VALUES (1, TIMESTAMP '2024-06-03 14:00:00.123 UTC', 'Asia/Tokyo'), (2, TIMESTAMP '2024-12-31 22:30:00.000 UTC', 'America/New_York')) t(id, t, z) ORDER BY id

-- case: with_timezone_of_a_column
SELECT id, with_timezone(t, z), CAST(with_timezone(t, z) AS varchar), to_unixtime(with_timezone(t, z)) FROM (VALUES (1, TIMESTAMP '2024-03-10 02:30:00', 'America/New_York'), (2, TIMESTAMP '2024-03-31 02:30:00', 'Europe/Paris'), (3, TIMESTAMP '2024-01-01 00:00:00', '+05:30')) t(id, t, z) ORDER BY id

-- case: at_time_zone_takes_no_column
-- fails: AT TIME ZONE takes a constant
SELECT id, t AT TIME ZONE z FROM (VALUES (1, TIMESTAMP '2024-06-03 14:00:00 UTC', 'Asia/Tokyo'), (2, TIMESTAMP '2024-12-31 22:30:00 UTC', 'America/New_York')) t(id, t, z) ORDER BY id

-- case: functions_of_rows_with_zones
SELECT id, hour(l), day(l), CAST(l AS date), CAST(l AS timestamp), date_trunc('day', l), date_trunc('hour', l), date_format(l, '%Y-%m-%d %H:%i'), format_datetime(l, 'EEE HH:mm ZZ'), timezone_hour(l), timezone_minute(l), to_iso8601(l), to_unixtime(l), extract(hour FROM l), day_of_week(l), l + INTERVAL '1' DAY, l - INTERVAL '2' HOUR, date_add('month', 1, l), date_diff('day', l, TIMESTAMP '2024-07-01 00:00:00 UTC'), year(l), last_day_of_month(l), CAST(l AS varchar), CAST(l AS time), l AT TIME ZONE 'UTC', at_timezone(l, 'Europe/Paris') FROM (SELECT id, at_timezone(t, z) l FROM (VALUES (1, TIMESTAMP '2024-06-03 14:00:00 UTC', 'Asia/Tokyo'), (2, TIMESTAMP '2024-12-31 22:30:00 UTC', 'America/New_York'), (3, NULL, 'UTC'), (4, TIMESTAMP '2024-12-31 22:30:00 UTC', 'Australia/Lord_Howe')) t(id, t, z)) ORDER BY id

-- case: conditions_on_rows_with_zones
SELECT id, l = t, l > t, l BETWEEN t AND t, l IN (t), l IS NULL, l IS DISTINCT FROM t, coalesce(l, NULL), if(id = 1, l), CASE WHEN id > 1 THEN l END, l - t FROM (SELECT id, t, at_timezone(t, z) l FROM (VALUES (1, TIMESTAMP '2024-06-03 14:00:00 UTC', 'Asia/Tokyo'), (2, TIMESTAMP '2024-12-31 22:30:00 UTC', 'America/New_York'), (3, NULL, 'UTC')) t(id, t, z)) ORDER BY id

-- case: order_of_rows_with_zones
SELECT id FROM (SELECT id, at_timezone(t, z) l FROM (VALUES (1, TIMESTAMP '2024-06-03 14:00:00 UTC', 'Asia/Tokyo'), (3, TIMESTAMP '2024-06-03 14:00:00 UTC', 'Africa/Abidjan'), (2, TIMESTAMP '2024-06-03 14:00:00 UTC', 'Zulu'), (4, TIMESTAMP '1960-12-31 22:30:00 UTC', 'America/New_York'), (5, NULL, 'UTC')) t(id, t, z)) ORDER BY l, id

-- case: windows_of_rows_with_zones
SELECT id, rank() OVER (ORDER BY l DESC), row_number() OVER (PARTITION BY l ORDER BY id), lag(l) OVER (ORDER BY id), first_value(l) OVER (ORDER BY l, id) FROM (SELECT id, at_timezone(t, z) l FROM (VALUES (1, TIMESTAMP '2024-06-03 14:00:00 UTC', 'Asia/Tokyo'), (3, TIMESTAMP '2024-06-03 14:00:00 UTC', 'Africa/Abidjan'), (4, TIMESTAMP '1960-12-31 22:30:00 UTC', 'America/New_York'), (5, NULL, 'UTC')) t(id, t, z)) ORDER BY id

-- case: first_of_rows_with_zones
SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY p ORDER BY l DESC, id) r FROM (SELECT id, 1 p, at_timezone(t, z) l FROM (VALUES (3, TIMESTAMP '2024-06-03 14:00:00 UTC', 'Asia/Tokyo'), (1, TIMESTAMP '2024-06-03 14:00:00 UTC', 'Africa/Abidjan')) t(id, t, z))) WHERE r = 1

-- case: aggregates_of_rows_with_zones
SELECT CAST(l AS date) d, count(*), count(l), max_by(l, id), arbitrary(id) FROM (SELECT id, at_timezone(t, z) l FROM (VALUES (1, TIMESTAMP '2024-06-03 14:00:00 UTC', 'Asia/Tokyo'), (2, TIMESTAMP '2024-06-03 23:00:00 UTC', 'America/New_York')) t(id, t, z)) GROUP BY 1 ORDER BY 1

-- case: join_of_rows_with_zones
SELECT a.id, b.id FROM (SELECT id, at_timezone(t, z) l FROM (VALUES (1, TIMESTAMP '2024-06-03 14:00:00 UTC', 'Asia/Tokyo'), (2, TIMESTAMP '2024-06-03 23:00:00 UTC', 'America/New_York')) t(id, t, z)) a JOIN (SELECT id, at_timezone(t, z) l FROM (VALUES (7, TIMESTAMP '2024-06-03 14:00:00 UTC', 'Europe/Paris')) t(id, t, z)) b ON a.l = b.l

-- case: group_by_rows_with_zones
SELECT l, count(*) FROM (SELECT id, at_timezone(t, z) l FROM (VALUES (1, TIMESTAMP '2024-06-03 14:00:00 UTC', 'Asia/Tokyo')) t(id, t, z)) GROUP BY l

-- case: distinct_rows_with_zones
SELECT DISTINCT l FROM (SELECT id, at_timezone(t, z) l FROM (VALUES (1, TIMESTAMP '2024-06-03 14:00:00 UTC', 'Asia/Tokyo')) t(id, t, z))

-- case: union_of_rows_with_zones
SELECT l FROM (SELECT id, at_timezone(t, z) l FROM (VALUES (1, TIMESTAMP '2024-06-03 14:00:00 UTC', 'Asia/Tokyo')) t(id, t, z)) UNION SELECT TIMESTAMP '2024-06-03 14:00:00 UTC'

-- case: union_all_of_rows_with_zones
SELECT l FROM (SELECT id, at_timezone(t, z) l FROM (VALUES (1, TIMESTAMP '2024-06-03 14:00:00 UTC', 'Asia/Tokyo')) t(id, t, z)) UNION ALL SELECT TIMESTAMP '2024-06-03 15:00:00 UTC' ORDER BY 1

-- case: intersect_of_rows_with_zones
SELECT count(*) FROM (SELECT l FROM (SELECT id, at_timezone(t, z) l FROM (VALUES (1, TIMESTAMP '2024-06-03 14:00:00 UTC', 'Asia/Tokyo')) t(id, t, z)) INTERSECT SELECT at_timezone(TIMESTAMP '2024-06-03 14:00:00 UTC', z) FROM (VALUES 'UTC') t(z))

-- case: min_of_rows_with_zones
SELECT min(l), max(l) FROM (SELECT id, at_timezone(t, z) l FROM (VALUES (1, TIMESTAMP '2024-06-03 14:00:00 UTC', 'Asia/Tokyo')) t(id, t, z))

-- case: count_distinct_of_rows_with_zones
SELECT count(DISTINCT l) FROM (SELECT id, at_timezone(t, z) l FROM (VALUES (1, TIMESTAMP '2024-06-03 14:00:00 UTC', 'Asia/Tokyo')) t(id, t, z))

-- case: arrays_of_rows_with_zones
SELECT ARRAY[l], ROW(l, 1), array_agg(l) FROM (SELECT id, at_timezone(t, z) l FROM (VALUES (1, TIMESTAMP '2024-06-03 14:00:00 UTC', 'Asia/Tokyo')) t(id, t, z)) GROUP BY l

-- case: at_timezone_of_no_zone
-- fails: there is no such zone
SELECT at_timezone(t, z) FROM (VALUES (TIMESTAMP '2024-06-03 14:00:00 UTC', 'Mars/Base')) t(t, z)

-- case: at_timezone_of_no_zone_tried
SELECT try(at_timezone(t, z)) FROM (VALUES (TIMESTAMP '2024-06-03 14:00:00 UTC', 'Mars/Base'), (TIMESTAMP '2024-06-03 14:00:00 UTC', 'UTC')) t(t, z) ORDER BY 1

-- case: iso_texts_in_zones_of_a_column
SELECT at_timezone(from_iso8601_timestamp(s), z), CAST(at_timezone(from_iso8601_timestamp(s), z) AS date) FROM (VALUES ('2024-06-03T14:00:00+02:00', 'Asia/Tokyo'), ('2024-06-03T23:00:00Z', 'America/Chicago')) t(s, z) ORDER BY 1

-- case: zones_in_a_lambda
SELECT transform(ARRAY['Asia/Tokyo', 'Europe/Paris'], z -> CAST(at_timezone(TIMESTAMP '2024-06-03 14:00:00 UTC', z) AS varchar)), transform(ARRAY['Asia/Tokyo', 'Europe/Paris'], z -> hour(at_timezone(TIMESTAMP '2024-06-03 14:00:00 UTC', z)))

-- case: two_columns_with_zones
SELECT at_timezone(l, 'UTC'), date_diff('hour', l, m), l - m, l > m FROM (SELECT at_timezone(t, z) l, at_timezone(t + INTERVAL '26' HOUR, y) m FROM (VALUES (TIMESTAMP '2024-06-03 14:00:00 UTC', 'Asia/Tokyo', 'UTC'), (TIMESTAMP '2024-06-03 15:00:00 UTC', 'UTC', 'Asia/Tokyo')) t(t, z, y)) ORDER BY 1

-- case: microseconds_with_zones
SELECT at_timezone(TIMESTAMP '2024-06-03 14:00:00.123456 UTC', z) FROM (VALUES 'Asia/Tokyo', 'Europe/Paris') t(z) ORDER BY 1

-- case: dates_with_zones
SELECT at_timezone(DATE '2024-06-03', z), with_timezone(DATE '2024-06-03', z) FROM (VALUES 'Asia/Tokyo', 'Europe/Paris') t(z) ORDER BY z

-- case: more_functions_of_rows_with_zones
SELECT format('%s', l), concat(CAST(l AS varchar), '!'), typeof(l), greatest(l, l), nullif(l, t) FROM (SELECT t, at_timezone(t, z) l FROM (VALUES (TIMESTAMP '2024-06-03 14:00:00 UTC', 'Asia/Tokyo'), (TIMESTAMP '2024-06-03 15:00:00 UTC', 'UTC')) t(t, z)) ORDER BY l

-- case: json_of_rows_with_zones
-- fails: json has no timestamps with zones
SELECT CAST(l AS json) FROM (SELECT at_timezone(t, z) l FROM (VALUES (TIMESTAMP '2024-06-03 14:00:00 UTC', 'Asia/Tokyo')) t(t, z))

-- case: subquery_of_a_zone
SELECT z, (SELECT at_timezone(TIMESTAMP '2024-06-03 14:00:00 UTC', z)) FROM (VALUES 'Asia/Tokyo', 'Europe/Paris') t(z) ORDER BY z

-- case: unix_times_in_zones_of_a_column
SELECT from_unixtime(x, z), hour(from_unixtime(x, z)) FROM (VALUES (1700000000, 'Asia/Tokyo'), (1700000000.5, 'America/New_York'), (NULL, 'UTC'), (0, NULL)) t(x, z) ORDER BY x, z

-- case: rows_with_zones_beside_others
SELECT z, coalesce(l, t), coalesce(l, d), if(z = 'UTC', l, u), CASE WHEN z = 'UTC' THEN m ELSE l END, CASE l WHEN t THEN 1 WHEN u THEN 2 END FROM (SELECT z, at_timezone(TIMESTAMP '2024-06-03 14:00:00 UTC', z) AS l, TIMESTAMP '2024-06-03 14:00:00' AS t, DATE '2024-06-03' AS d, TIMESTAMP '2024-06-03 16:00:00 +02:00' AS u, TIMESTAMP '2024-06-03 14:00:00.123' AS m FROM (VALUES 'Asia/Tokyo', 'UTC', NULL) AS v(z)) ORDER BY z

-- case: values_of_several_zones
SELECT n, t, hour(t), CAST(t AS date), date_trunc('hour', t) FROM (VALUES (1, TIMESTAMP '2024-06-03 14:00:00 UTC'), (2, TIMESTAMP '2024-06-03 14:00:00 Asia/Tokyo'), (3, NULL), (4, TIMESTAMP '2024-06-03 14:00:00 -03:30')) AS v(n, t) ORDER BY n

-- case: union_of_several_zones
SELECT t, to_unixtime(t) FROM (SELECT TIMESTAMP '2024-06-03 14:00:00 UTC' AS t UNION ALL SELECT TIMESTAMP '2024-06-03 14:00:00.500 Asia/Tokyo' UNION ALL SELECT TIMESTAMP '2024-06-03 14:00:00' UNION ALL SELECT DATE '2024-06-04') ORDER BY t

-- case: case_of_several_zones
SELECT n, CASE WHEN n = 1 THEN TIMESTAMP '2024-06-03 14:00:00 UTC' ELSE TIMESTAMP '2024-06-03 14:00:00 Asia/Tokyo' END FROM (VALUES 1, 2) AS v(n) ORDER BY n

-- case: order_of_values_of_several_zones
SELECT n FROM (VALUES (1, TIMESTAMP '2024-06-03 14:00:00 UTC'), (0, TIMESTAMP '2024-06-03 23:00:00 Asia/Tokyo'), (4, TIMESTAMP '2024-06-03 14:00:00 -03:30')) AS v(n, t) ORDER BY t, n

-- case: between_values_of_several_zones
SELECT n FROM (VALUES (1, TIMESTAMP '2024-06-03 14:00:00 UTC'), (0, TIMESTAMP '2024-06-03 23:00:00 Asia/Tokyo'), (4, TIMESTAMP '2024-06-03 14:00:00 -03:30')) AS v(n, t) WHERE t BETWEEN TIMESTAMP '2024-06-03 14:00:00' AND TIMESTAMP '2024-06-03 14:00:00.001 UTC' OR t IN (TIMESTAMP '2024-06-03 17:30:00 UTC') ORDER BY n
