-- Text processing and date arithmetic at their edges: log parsing, names, masks, fiscal calendars, business time, zones; after articles, forum answers and Athena's guide.

-- case: apache_line_parsed
-- note: one regexp, many groups
SELECT regexp_extract(l, p, 1) AS ip, date_parse(regexp_extract(l, p, 2), '%d/%b/%Y:%H:%i:%s') AS at, regexp_extract(l, p, 3) AS verb, TRY_CAST(regexp_extract(l, p, 6) AS bigint) AS bytes, url_extract_path('http://h' || regexp_extract(l, p, 4)) AS path
FROM (VALUES '10.0.0.1 - - [10/Oct/2025:13:55:36 -0700] "GET /a/b.gif?x=1 HTTP/1.0" 200 2326', '::1 - bob [01/Jan/2026:00:00:00 +0000] "POST / HTTP/1.1" 500 -', 'garbage') AS t(l) CROSS JOIN (VALUES '^(\S+) \S+ \S+ \[([^ ]+) [^\]]+\] "(\S+) (\S+) [^"]*" (\d{3}) (\S+)') AS r(p) ORDER BY l

-- case: names_in_title_case
-- note: initcap by regexp_replace with a lambda
SELECT n, regexp_replace(lower(n), '(^|[\s''-])(\w)', x -> x[1] || upper(x[2])) AS title, regexp_replace(n, '(\w)\w*\s*', '$1') AS initials FROM (VALUES 'mary-jane o''neil', 'ÉMILE zola', '  x') AS t(n) ORDER BY n

-- case: camel_to_snake
-- note: identifiers converted
SELECT s, lower(regexp_replace(s, '([a-z0-9])([A-Z])', '$1_$2')) AS snake, array_join(transform(split(lower(regexp_replace(s, '([a-z0-9])([A-Z])', '$1 $2')), ' '), w -> concat(upper(substr(w, 1, 1)), substr(w, 2))), '') AS pascal FROM (VALUES 'userId', 'HTTPServer2Go', 'a') AS t(s) ORDER BY s

-- case: keyword_counts_ci
-- note: occurrences without regard to case, two ways
SELECT id, (length(txt) - length(replace(lower(txt), 'error', ''))) / length('error') AS by_replace, regexp_count(txt, '(?i)error') AS by_regexp, strpos(lower(txt), 'error', 2) AS second_at, regexp_position(txt, '(?i)error', 1, 2) AS second_pos FROM (VALUES (1, 'Error: ERROR in errors'), (2, ''), (3, NULL)) AS t(id, txt) ORDER BY id

-- case: version_order
-- note: versions sorted as arrays of numbers
SELECT v, transform(split(regexp_replace(v, '[^0-9.]', ''), '.'), x -> CAST(x AS integer)) AS parts FROM (VALUES '1.10.0', 'v1.9', '1.9.0', '2.0-rc1') AS t(v) ORDER BY parts DESC

-- case: tf_idf
-- note: tf-idf of three short documents
WITH w AS (SELECT id, word, count(*) AS tf, sum(count(*)) OVER (PARTITION BY id) AS len, count(*) OVER (PARTITION BY word) AS df FROM (VALUES (1, 'a rose is a rose'), (2, 'a dog'), (3, 'is it')) AS d(id, t) CROSS JOIN UNNEST(regexp_extract_all(t, '\w+')) AS u(word) GROUP BY id, word)
SELECT id, word, round(CAST(tf AS double) / len * ln(3e0 / df), 5) AS score FROM w ORDER BY score DESC, id, word LIMIT 5

-- case: fuzzy_matches
-- note: edit distance and soundex joined
SELECT a.n AS x, b.n AS y, levenshtein_distance(a.n, b.n) AS d, soundex(a.n) = soundex(b.n) AS sounds FROM (VALUES 'Meyer', 'Jon') AS a(n) JOIN (VALUES 'Maier', 'John', 'Juan', 'Meier') AS b(n) ON levenshtein_distance(lower(a.n), lower(b.n)) <= 2 ORDER BY a.n, d, b.n

-- case: fixed_width_records
-- note: positions cut by substring in several spellings
SELECT substring(r FROM 1 FOR 3) AS code, CAST(substr(r, 4, 6) AS integer) / 100.0 AS amount, trim(TRAILING '.' FROM substring(r, 10)) AS name, trim(LEADING '0' FROM substr(r, 4, 6)) AS digits FROM (VALUES 'ABC001250Smith...', 'XYZ000099Li') AS t(r) ORDER BY 1

-- case: accents_and_normal_forms
-- note: diacritics removed by normalization
SELECT s, regexp_replace(normalize(s, NFD), '\p{M}', '') AS plain, length(s) AS l1, length(normalize(s, NFD)) AS l2, to_hex(to_utf8(substr(s, 1, 1))) AS b FROM (VALUES 'façade', 'ångström', U&'e\0301te') AS t(s) ORDER BY plain

-- case: fiscal_calendar
-- note: fiscal year from April, quarter and period names
SELECT d, year(date_add('month', -3, d)) AS fy, 'P' || lpad(CAST((month(d) + 8) % 12 + 1 AS varchar), 2, '0') AS period, quarter(date_add('month', -3, d)) AS fq, date_trunc('quarter', d) AS qstart, date_diff('day', date_add('month', 3, date_trunc('year', date_add('month', -3, d))), d) + 1 AS day_of_fy FROM (VALUES DATE '2026-03-31', DATE '2026-04-01', DATE '2024-02-29', DATE '2026-12-31') AS t(d) ORDER BY d

-- case: working_minutes
-- note: minutes within 9 to 17 on weekdays between two times
SELECT id, sum(greatest(0, date_diff('minute', greatest(a, CAST(d AS timestamp) + INTERVAL '9' HOUR), least(b, CAST(d AS timestamp) + INTERVAL '17' HOUR)))) AS minutes FROM (VALUES (1, TIMESTAMP '2026-01-02 16:30:00', TIMESTAMP '2026-01-05 09:45:00'), (2, TIMESTAMP '2026-01-03 10:00:00', TIMESTAMP '2026-01-04 10:00:00')) AS t(id, a, b) CROSS JOIN UNNEST(sequence(CAST(a AS date), CAST(b AS date))) AS u(d) WHERE day_of_week(d) < 6 OR id = 2 AND day_of_week(d) = 7 GROUP BY id ORDER BY id

-- case: ages_and_birthdays
-- note: leap day birthdays and completed years
SELECT b, date_diff('year', b, DATE '2026-02-28') AS age, date_add('year', date_diff('year', b, DATE '2026-02-28'), b) AS last_birthday, date_format(b, '%m-%d') > '02-28' AS ahead FROM (VALUES DATE '2000-02-29', DATE '2000-02-28', DATE '1999-03-01', DATE '2026-03-01') AS t(b) ORDER BY b

-- case: nth_weekday
-- note: third Friday of each month and the last Sunday
SELECT m, date_add('day', (5 - day_of_week(m) + 7) % 7 + 14, m) AS third_friday, date_add('day', -(day_of_week(last_day_of_month(m)) % 7), last_day_of_month(m)) AS last_sunday FROM UNNEST(sequence(DATE '2026-01-01', DATE '2026-04-01', INTERVAL '1' MONTH)) AS t(m) ORDER BY m

-- case: zones_at_the_change
-- note: the hour that does not exist and the one that comes twice
SELECT u AT TIME ZONE 'America/New_York' AS local, hour(u AT TIME ZONE 'America/New_York') AS h, timezone_hour(u AT TIME ZONE 'America/New_York') AS off, date_trunc('day', u AT TIME ZONE 'America/New_York') AS day, date_add('hour', 24, u AT TIME ZONE 'America/New_York') AS plus24h, date_add('day', 1, u AT TIME ZONE 'America/New_York') AS plus1d FROM (VALUES TIMESTAMP '2026-03-08 06:59:59 UTC', TIMESTAMP '2026-03-08 07:00:00 UTC', TIMESTAMP '2026-11-01 05:30:00 UTC', TIMESTAMP '2026-11-01 06:30:00 UTC') AS t(u) ORDER BY u

-- case: date_formats_guessed
-- note: COALESCE of tries over many formats
SELECT s, coalesce(TRY(date_parse(s, '%Y-%m-%d')), TRY(date_parse(s, '%d.%m.%Y')), TRY(date_parse(s, '%b %e, %Y')), TRY(date_parse(s, '%m/%d/%y %h:%i %p')), TRY(CAST(from_iso8601_timestamp(s) AS timestamp))) AS ts FROM (VALUES '2026-1-5', '05.01.2026', 'Jan 5, 2026', '01/05/26 03:07 PM', '2026-01-05T10:00:00+02:00', 'soon') AS t(s) ORDER BY s

-- case: wrong_month_name
-- fails: no such date
SELECT date_parse('2026-02-30', '%Y-%m-%d') AS d

-- case: interval_texts
-- note: durations formatted by hand and by the engine
SELECT d, d / 2 AS half, -d AS neg, CAST(d AS varchar) AS txt, lpad(CAST(to_milliseconds(d) / 3600000 AS varchar), 2, '0') || ':' || lpad(CAST(to_milliseconds(d) / 60000 % 60 AS varchar), 2, '0') AS hhmm, extract(HOUR FROM d) AS h FROM (VALUES INTERVAL '1 02:03:04.567' DAY TO SECOND, INTERVAL '90' MINUTE, INTERVAL '-30' SECOND) AS t(d) ORDER BY d

-- case: iso_weeks_and_back
-- note: year-week text to its Monday and back
SELECT w, CAST(parse_datetime(w, 'xxxx-''W''ww') AS date) AS monday, format_datetime(date_add('day', 6, parse_datetime(w, 'xxxx-''W''ww')), 'xxxx-''W''ww e EEEE') AS sunday, from_iso8601_date(w || '-7') AS same FROM (VALUES '2026-W01', '2026-W53', '2025-W01') AS t(w) ORDER BY w

-- case: precise_times
-- note: nano and microseconds through arithmetic, casts and truncation
SELECT ts, date_trunc('second', ts) AS s, CAST(ts AS timestamp(3)) AS ms, ts + INTERVAL '0.001' SECOND AS plus, to_unixtime(ts) AS unix, format_datetime(ts, 'HH:mm:ss.SSS') AS f, CAST(ts AS time(2)) AS t2, from_iso8601_timestamp_nanos(to_iso8601(ts) || 'Z') AS back FROM (VALUES TIMESTAMP '2026-01-05 23:59:59.999999', TIMESTAMP '1969-12-31 23:59:59.000001') AS t(ts) ORDER BY ts
