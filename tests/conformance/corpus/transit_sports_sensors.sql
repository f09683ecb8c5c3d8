-- GTFS feeds, sports statistics, sensors and places without geometry functions.

-- case: gtfs_times_past_midnight
-- note: GTFS arrival_time text such as 25:10:00 to seconds and to a timestamp of the service date
WITH stop_times(trip_id, stop_sequence, arrival_time) AS (VALUES ('t1', 1, '23:50:00'), ('t1', 2, '24:05:30'), ('t1', 3, '25:10:00'), ('t2', 1, ' 7:05:00'), ('t2', 2, NULL), ('t2', 3, '07:45:00'))
SELECT trip_id, stop_sequence,
  reduce(transform(split(trim(arrival_time), ':'), p -> CAST(p AS integer)), 0, (s, x) -> s * 60 + x, s -> s) AS secs,
  date_add('second', reduce(transform(split(trim(arrival_time), ':'), p -> CAST(p AS integer)), 0, (s, x) -> s * 60 + x, s -> s), TIMESTAMP '2026-03-01 00:00:00') AS at_
FROM stop_times
ORDER BY trip_id, stop_sequence

-- case: gtfs_calendar_with_exceptions
-- note: active services on dates: day flags picked by an array subscript, calendar_dates added and removed
WITH calendar(service_id, monday, tuesday, wednesday, thursday, friday, saturday, sunday, start_date, end_date) AS (
  VALUES ('WK', 1, 1, 1, 1, 1, 0, 0, '20260101', '20261231'), ('SA', 0, 0, 0, 0, 0, 1, 0, '20260101', '20260131')
),
calendar_dates(service_id, date, exception_type) AS (VALUES ('WK', '20260106', 2), ('SA', '20260106', 1), ('XX', '20260110', 1)),
days AS (SELECT d FROM UNNEST(sequence(DATE '2026-01-05', DATE '2026-01-10')) AS t(d)),
regular AS (
  SELECT c.service_id, days.d
  FROM calendar c JOIN days ON days.d BETWEEN CAST(date_parse(c.start_date, '%Y%m%d') AS date) AND CAST(date_parse(c.end_date, '%Y%m%d') AS date)
  WHERE ARRAY[monday, tuesday, wednesday, thursday, friday, saturday, sunday][day_of_week(days.d)] = 1
)
SELECT d, service_id FROM (
  (SELECT d, service_id FROM regular
   EXCEPT
   SELECT CAST(date_parse(date, '%Y%m%d') AS date), service_id FROM calendar_dates WHERE exception_type = 2)
  UNION
  SELECT CAST(parse_datetime(date, 'yyyyMMdd') AS date), service_id FROM calendar_dates WHERE exception_type = 1
)
ORDER BY d, service_id

-- case: headways_per_stop_hour
-- note: headway minutes from lag per stop and direction, buckets by hour as text, min max avg
WITH st(stop_id, direction_id, dep) AS (
  VALUES ('A', 0, '08:00:00'), ('A', 0, '08:12:00'), ('A', 0, '08:30:00'), ('A', 0, '09:00:00'), ('A', 1, '08:05:00'), ('B', 0, '08:10:00'), ('B', 0, '08:10:00')
), h AS (
  SELECT stop_id, direction_id, CAST(dep AS time) AS t, date_diff('minute', lag(CAST(dep AS time)) OVER (PARTITION BY stop_id, direction_id ORDER BY dep), CAST(dep AS time)) AS headway FROM st
)
SELECT stop_id, direction_id, lpad(CAST(hour(t) AS varchar), 2, '0') || 'h' AS hr, count(*) AS departures, min(headway) AS lo, max(headway) AS hi, avg(headway) AS mean_headway
FROM h GROUP BY 1, 2, 3 HAVING count(headway) > 0
ORDER BY 1, 2, 3

-- case: stop_pairs_trip_pattern
-- note: the pattern of a trip as one text, trips grouped by pattern, most usual first
SELECT pattern, count(*) AS trips, min(trip_id) AS sample, cardinality(split(pattern, '>')) AS stops, array_join(array_sort(array_agg(trip_id)), ' ') AS ids
FROM (SELECT trip_id, listagg(stop_id, '>') WITHIN GROUP (ORDER BY stop_sequence) AS pattern
      FROM (VALUES ('t1', 'a', 1), ('t1', 'b', 2), ('t1', 'c', 3), ('t2', 'a', 1), ('t2', 'c', 10), ('t3', 'c', 3), ('t3', 'b', 2), ('t3', 'a', 1), ('t4', 'b', 5), ('t4', 'a', 1), ('t4', 'c', 9)) AS s(trip_id, stop_id, stop_sequence)
      GROUP BY trip_id)
GROUP BY pattern ORDER BY trips DESC, pattern

-- case: on_time_performance_bands
-- note: delay bands by CASE over date_diff, pivot with count(*) FILTER and row totals
SELECT route, count(*) FILTER (WHERE d < -60) AS early, count(*) FILTER (WHERE d BETWEEN -60 AND 300) AS on_time, count(*) FILTER (WHERE d > 300) AS late, count(*) - count(d) AS missed, max(d) AS worst_s
FROM (SELECT route, date_diff('second', sched, actual) AS d FROM (VALUES
   ('10', TIMESTAMP '2026-01-01 08:00:00', TIMESTAMP '2026-01-01 07:58:59.999'), ('10', TIMESTAMP '2026-01-01 09:00:00', TIMESTAMP '2026-01-01 09:05:00.999'),
   ('10', TIMESTAMP '2026-01-01 10:00:00', TIMESTAMP '2026-01-01 10:05:01'), ('11', TIMESTAMP '2026-01-01 08:00:00', NULL)) AS v(route, sched, actual))
GROUP BY route ORDER BY route

-- case: transfer_reachability
-- note: stations reachable in three rides by a recursive union, fewest rides with one route text
WITH RECURSIVE link(a, b, line_) AS (VALUES ('A', 'B', 'red'), ('B', 'C', 'red'), ('C', 'D', 'blue'), ('B', 'D', 'green'), ('D', 'E', 'blue')),
r(stn, rides, via) AS (
  SELECT CAST('A' AS varchar), 0, ARRAY[CAST('A' AS varchar)]
  UNION ALL
  SELECT CAST(l.b AS varchar), r.rides + 1, r.via || CAST(l.b AS varchar) FROM r JOIN link l ON l.a = r.stn WHERE r.rides < 3
)
SELECT stn, min(rides) AS rides, min_by(array_join(via, '-'), rides) AS route, count(*) AS ways FROM r GROUP BY stn HAVING count(*) = 1 OR min(rides) < max(rides) ORDER BY stn

-- case: points_in_bounding_box
-- note: nearest places in a box, distance by haversine, top 2 per place by LATERAL-free join
WITH places(name, lat, lon) AS (VALUES ('Berlin', 52.52, 13.405), ('Potsdam', 52.39, 13.06), ('Leipzig', 51.34, 12.37), ('Fiji', -17.71, 178.06), ('Samoa', -13.76, -172.1)),
d AS (
  SELECT a.name AS a, b.name AS b, 2 * 6371 * asin(sqrt(pow(sin(radians(b.lat - a.lat) / 2), 2) + cos(radians(a.lat)) * cos(radians(b.lat)) * pow(sin(radians(b.lon - a.lon) / 2), 2))) AS km
  FROM places a JOIN places b ON a.name <> b.name AND abs(a.lat - b.lat) < 5 AND (abs(a.lon - b.lon) < 5 OR abs(a.lon - b.lon) > 355 OR abs(mod(a.lon - b.lon + 540, 360) - 180) < 11)
)
SELECT a, b, round(km, 1) AS km FROM (SELECT *, row_number() OVER (PARTITION BY a ORDER BY km) AS k FROM d) WHERE k = 1 ORDER BY a

-- case: point_in_polygon_ray_cast
-- note: even-odd rule with edges of a polygon from zipped shifted arrays
WITH poly AS (SELECT ARRAY[0e0, 4e0, 4e0, 2e0, 0e0] AS xs, ARRAY[0e0, 0e0, 4e0, 2e0, 4e0] AS ys),
edges AS (SELECT x1, y1, x2, y2 FROM poly CROSS JOIN UNNEST(xs, ys, slice(xs, 2, 4) || xs[1], slice(ys, 2, 4) || ys[1]) AS e(x1, y1, x2, y2)),
pts(id, x, y) AS (VALUES (1, 1e0, 1e0), (2, 2e0, 3e0), (3, 5e0, 1e0), (4, 0.5e0, 3e0))
SELECT p.id, count_if((e.y1 > p.y) <> (e.y2 > p.y) AND p.x < (e.x2 - e.x1) * (p.y - e.y1) / nullif(e.y2 - e.y1, 0) + e.x1) % 2 = 1 AS inside
FROM pts p CROSS JOIN edges e GROUP BY p.id ORDER BY p.id

-- case: geohash_cells_by_floor
-- fails: function not found
-- note: points to half degree cells with floor on negatives, cell key as text, busiest cells
SELECT format('%s_%s', floor(lat / 0.5), floor(lon / 0.5)) AS cell, count(*) AS n, avg(lat) AS lat, truncate(avg(lon), 2) AS lon_t
FROM (VALUES (-0.1e0, -0.1e0), (0.1e0, 0.1e0), (0.49e0, 0.01e0), (-0.5e0, 179.9e0)) AS p(lat, lon)
GROUP BY 1 ORDER BY n DESC, cell

-- case: league_table_from_results
-- note: home and away rows by UNNEST of parallel arrays, points, goal difference, form text
WITH results(round_, home, away, hg, ag) AS (VALUES (1, 'Ajax', 'PSV', 2, 2), (1, 'AZ', 'NEC', 0, 1), (2, 'PSV', 'AZ', 3, 0), (2, 'NEC', 'Ajax', 1, 4), (3, 'Ajax', 'AZ', NULL, NULL)),
sides AS (
  SELECT round_, team, gf, ga FROM results CROSS JOIN UNNEST(ARRAY[home, away], ARRAY[hg, ag], ARRAY[ag, hg]) AS s(team, gf, ga)
)
SELECT rank() OVER (ORDER BY sum(CASE WHEN gf > ga THEN 3 WHEN gf = ga THEN 1 ELSE 0 END) DESC, sum(gf - ga) DESC) AS pos, team, count(gf) AS played,
  sum(CASE WHEN gf > ga THEN 3 WHEN gf = ga THEN 1 ELSE 0 END) AS pts, sum(gf) AS gf, sum(ga) AS ga, sum(gf) - sum(ga) AS gd,
  array_join(array_agg(CASE WHEN gf > ga THEN 'W' WHEN gf = ga THEN 'D' WHEN gf < ga THEN 'L' END ORDER BY round_), '', '-') AS form
FROM sides GROUP BY team ORDER BY pos, team

-- case: batting_and_slugging
-- note: averages with leading zero cut as box scores print them, qualification in HAVING
SELECT player, sum(h) AS h, sum(ab) AS ab, regexp_replace(format('%.3f', sum(h) / CAST(sum(ab) AS double)), '^0') AS avg_, ltrim(format('%.3f', sum(tb) * 1e0 / sum(ab)), '0') AS slg
FROM (VALUES ('Ohtani', 2, 4, 6), ('Ohtani', 1, 5, 4), ('Judge', 3, 3, 12), ('Judge', NULL, 4, NULL), ('Bench', 0, 0, 0)) AS g(player, h, ab, tb)
GROUP BY player HAVING sum(ab) >= 1 ORDER BY player

-- case: olympic_medal_ranking
-- note: medals pivoted by histogram map, order by gold then silver, countries tied share a place
SELECT rank() OVER (ORDER BY g DESC, s DESC, b DESC) AS place, noc, g, s, b, g + s + b AS total
FROM (SELECT noc, coalesce(element_at(m, 'gold'), 0) AS g, coalesce(element_at(m, 'silver'), 0) AS s, coalesce(element_at(m, 'bronze'), 0) AS b
      FROM (SELECT noc, histogram(medal) AS m FROM (VALUES ('NOR', 'gold'), ('NOR', 'gold'), ('GER', 'gold'), ('GER', 'silver'), ('SWE', 'gold'), ('SWE', 'silver'), ('AUT', 'bronze'), ('AUT', NULL)) AS t(noc, medal) GROUP BY noc))
ORDER BY place, noc

-- case: winning_streak_current
-- note: current streak per team: rows after the last different result
WITH r(team, d, res) AS (VALUES ('a', 1, 'W'), ('a', 2, 'L'), ('a', 3, 'W'), ('a', 4, 'W'), ('b', 1, 'L'), ('b', 2, 'L'), ('c', 9, 'D')),
l AS (SELECT *, last_value(res) OVER (PARTITION BY team ORDER BY d ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS last_res FROM r)
SELECT team, last_res || CAST(count(*) AS varchar) AS streak
FROM l WHERE d > (SELECT coalesce(max(x.d), 0) FROM l AS x WHERE x.team = l.team AND x.res <> x.last_res)
GROUP BY team, last_res ORDER BY team

-- case: race_split_times_gap
-- note: split durations as TIME differences and gaps to the leader at each split in text
SELECT split_no, rider, format('%d:%06.3f', ms / 60000, (ms % 60000) / 1000e0) AS total, ms - first_value(ms) OVER (PARTITION BY split_no ORDER BY ms) AS gap_ms,
  ms - lag(ms, 1, 0) OVER (PARTITION BY rider ORDER BY split_no) AS split_ms
FROM (VALUES (1, 'x', 61250), (1, 'y', 60999), (2, 'x', 121000), (2, 'y', 122500)) AS t(split_no, rider, ms)
ORDER BY split_no, gap_ms

-- case: sensor_deadband_compression
-- note: readings kept when they move more than 0.5 from the last kept one, by reduce with an array state
SELECT sensor, kept FROM (
  SELECT sensor, reduce(array_agg(v ORDER BY ts), CAST(ARRAY[] AS array(double)), (s, x) -> IF(cardinality(s) = 0 OR abs(x - s[cardinality(s)]) > 0.5, s || x, s), s -> s) AS kept
  FROM (VALUES ('s1', 1, 20.0e0), ('s1', 2, 20.3e0), ('s1', 3, 20.6e0), ('s1', 4, 20.2e0), ('s1', 5, 19.9e0), ('s2', 1, -1e0)) AS r(sensor, ts, v)
  GROUP BY sensor)
ORDER BY sensor

-- case: degree_days_and_dew_point
-- note: heating degree days, Magnus formula with log, nan kept out by is_nan
SELECT d, GREATEST(18 - t, 0) AS hdd, round(243.04 * (ln(rh / 100) + 17.625 * t / (243.04 + t)) / (17.625 - (ln(rh / 100) + 17.625 * t / (243.04 + t))), 2) AS dew, is_nan(t) AS bad
FROM (VALUES (1, 20e0, 50e0), (2, -5e0, 90e0), (3, nan(), 40e0), (4, 10e0, 100e0)) AS w(d, t, rh)
WHERE NOT is_nan(t) ORDER BY d

-- case: payload_bytes_decoded
-- note: sensor frames in hex: big-endian words by from_big_endian_32 and from_base, signed two's complement
SELECT frame, from_big_endian_32(substr(from_hex(frame), 1, 4)) AS dev, from_base(substr(frame, 9, 4), 16) AS raw,
  IF(from_base(substr(frame, 9, 4), 16) >= 32768, from_base(substr(frame, 9, 4), 16) - 65536, from_base(substr(frame, 9, 4), 16)) / 10e0 AS temp,
  bitwise_and(from_base(substr(frame, 13, 2), 16), 1) = 1 AS alarm, to_hex(reverse(from_hex(frame))) AS reversed_
FROM (VALUES '0000002A00FD01', 'FFFFFFFFFF9C00') AS t(frame) ORDER BY frame

-- case: gtfs_time_cast_to_time
-- fails: GTFS time past midnight cast to TIME
SELECT trip, CAST(t AS time) AS arr FROM (VALUES ('a', '23:59:00'), ('b', '24:05:00')) AS x(trip, t) ORDER BY 1
