-- Every letter of the date patterns, and number formats.

-- case: date_format_each
SELECT date_format(ts, '%a') AS a, date_format(ts, '%b') AS b, date_format(ts, '%c') AS c, date_format(ts, '%d') AS d, date_format(ts, '%e') AS e, date_format(ts, '%f') AS f, date_format(ts, '%H') AS h, date_format(ts, '%h') AS h12, date_format(ts, '%I') AS i12, date_format(ts, '%i') AS i
FROM (VALUES TIMESTAMP '2026-02-03 04:05:06.789') t(ts)

-- case: date_format_each_more
SELECT date_format(ts, '%j') AS j, date_format(ts, '%k') AS k, date_format(ts, '%l') AS l, date_format(ts, '%M') AS mm, date_format(ts, '%m') AS m, date_format(ts, '%p') AS p, date_format(ts, '%r') AS r, date_format(ts, '%S') AS s1, date_format(ts, '%s') AS s2, date_format(ts, '%T') AS t
FROM (VALUES TIMESTAMP '2026-02-03 14:05:06.789') t(ts)

-- case: date_format_each_last
SELECT date_format(ts, '%v') AS v, date_format(ts, '%W') AS w, date_format(ts, '%x') AS x, date_format(ts, '%Y') AS y4, date_format(ts, '%y') AS y2, date_format(ts, '%%') AS percent, date_format(ts, '%z') AS other, date_format(ts, 'at %H h') AS text
FROM (VALUES TIMESTAMP '2026-02-03 14:05:06.789') t(ts)

-- case: date_format_not_supported
-- fails: no week-of-year from Sunday
SELECT date_format(TIMESTAMP '2026-02-03 14:05:06', '%U')

-- case: date_format_weekday_number
-- fails: nor the number of the weekday
SELECT date_format(TIMESTAMP '2026-02-03 14:05:06', '%w')

-- case: date_format_midnight_and_noon
SELECT date_format(TIMESTAMP '2026-01-01 00:00:00', '%h %p %l %k') AS a, date_format(TIMESTAMP '2026-01-01 12:00:00', '%h %p %r') AS b

-- case: date_parse_each
SELECT date_parse('2026-02-03', '%Y-%m-%d') AS a, date_parse('3 February 2026', '%e %M %Y') AS b, date_parse('Feb 3 26', '%b %d %y') AS c, date_parse('034 2026', '%j %Y') AS d, date_parse('2026-02-03 14:05:06.789', '%Y-%m-%d %H:%i:%s.%f') AS e

-- case: date_parse_twelve_hours
SELECT date_parse('2026-02-03 02:05 PM', '%Y-%m-%d %h:%i %p') AS a, date_parse('2026-02-03 12:00 AM', '%Y-%m-%d %I:%i %p') AS b

-- case: date_parse_literal_text
SELECT date_parse('2026-02-03T04:05:06Z', '%Y-%m-%dT%H:%i:%sZ') AS a

-- case: date_parse_two_digit_years
SELECT date_parse('69', '%y') AS a, date_parse('70', '%y') AS b

-- case: date_parse_rest_is_left
-- fails: the pattern covers the whole text
SELECT date_parse('2026-02-03 10:00', '%Y-%m-%d')

-- case: format_datetime_years
SELECT format_datetime(ts, 'y') AS a, format_datetime(ts, 'yy') AS b, format_datetime(ts, 'yyyy') AS c, format_datetime(ts, 'YYYY') AS d, format_datetime(ts, 'xxxx') AS e, format_datetime(ts, 'CC') AS f, format_datetime(ts, 'G') AS g
FROM (VALUES TIMESTAMP '2026-02-03 04:05:06.789') t(ts)

-- case: format_datetime_months_and_days
SELECT format_datetime(ts, 'M') AS a, format_datetime(ts, 'MM') AS b, format_datetime(ts, 'MMM') AS c, format_datetime(ts, 'MMMM') AS d, format_datetime(ts, 'd') AS e, format_datetime(ts, 'dd') AS f, format_datetime(ts, 'D') AS g, format_datetime(ts, 'e') AS h, format_datetime(ts, 'E') AS i, format_datetime(ts, 'EEEE') AS j, format_datetime(ts, 'w') AS k
FROM (VALUES TIMESTAMP '2026-02-03 04:05:06.789') t(ts)

-- case: format_datetime_times
SELECT format_datetime(ts, 'H') AS a, format_datetime(ts, 'HH') AS b, format_datetime(ts, 'h a') AS c, format_datetime(ts, 'K') AS d, format_datetime(ts, 'k') AS e, format_datetime(ts, 'm') AS f, format_datetime(ts, 'ss') AS g, format_datetime(ts, 'S') AS h, format_datetime(ts, 'SSS') AS i, format_datetime(ts, 'SSSSSS') AS j
FROM (VALUES TIMESTAMP '2026-02-03 14:05:06.789') t(ts)

-- case: format_datetime_zones
SELECT format_datetime(ts, 'Z') AS a, format_datetime(ts, 'ZZ') AS b, format_datetime(ts, 'ZZZ') AS c FROM (VALUES TIMESTAMP '2026-02-03 04:05:06 Europe/Paris') t(ts)

-- case: format_datetime_quotes
SELECT format_datetime(TIMESTAMP '2026-02-03 04:05:06', 'yyyy-MM-dd''T''HH:mm:ss''Z''') AS a, format_datetime(TIMESTAMP '2026-02-03 04:05:06', '''''yy') AS b

-- case: parse_datetime_patterns
SELECT parse_datetime('2026-02-03', 'yyyy-MM-dd') AS a, parse_datetime('03/Feb/2026:04:05:06 +0100', 'dd/MMM/yyyy:HH:mm:ss Z') AS b, parse_datetime('2026-02-03T04:05:06.789', 'yyyy-MM-dd''T''HH:mm:ss.SSS') AS c

-- case: parse_datetime_mismatch
-- fails: the text does not have the pattern's form
SELECT parse_datetime('03-02-2026x', 'yyyy-MM-dd')

-- case: iso8601_precisions
SELECT to_iso8601(TIMESTAMP '2026-02-03 04:05:06.789') AS a, to_iso8601(TIMESTAMP '2026-02-03 04:05:06.789123') AS b, to_iso8601(TIMESTAMP '2026-02-03 04:05:06 +05:30') AS c

-- case: iso8601_forms
SELECT from_iso8601_timestamp('2026-02-03T04:05Z') AS a, from_iso8601_timestamp('2026-02-03T04') AS b, from_iso8601_timestamp('2026-02-03T04:05:06.789123456Z') AS c

-- case: iso8601_bad
-- fails: a space is no T
SELECT from_iso8601_timestamp('2026-02-03 04:05:06')

-- case: double_text_forms
SELECT CAST(100e0 AS varchar) AS a, CAST(0.001e0 AS varchar) AS b, CAST(12345678.9e0 AS varchar) AS c, CAST(-1.5e-10 AS varchar) AS d, CAST(1e21 AS varchar) AS e, CAST(0.1e0 + 0.2e0 AS varchar) AS f, CAST(-0e0 AS varchar) AS g, CAST(infinity() AS varchar) AS h

-- case: numbers_joined_to_text
SELECT 'n=' || CAST(1.50 AS varchar) AS a, 'n=' || CAST(1.5e0 AS varchar) AS b, 'n=' || CAST(round(1.005, 2) AS varchar) AS c

-- case: format_numbers
SELECT format('%d', 42) AS a, format('%+d', 42) AS b, format('%08.3f', 3.14159e0) AS c, format('%e', 12345.678e0) AS d, format('%,.2f', 1234567.891e0) AS e, format('%s', 1.50) AS f, format('%.1f', 2.25) AS g

-- case: format_text_and_booleans
SELECT format('%10s|', 'ab') AS a, format('%-10s|', 'ab') AS b, format('%S', 'ab') AS c, format('%b', true) AS d, format('%2$s %1$s', 'a', 'b') AS e, format('%s', CAST(NULL AS varchar)) AS f

-- case: format_wrong_kind
-- fails: %d takes whole numbers
SELECT format('%d', 1.5e0)

-- case: timestamps_joined_to_text
SELECT 'at ' || CAST(TIMESTAMP '2026-02-03 04:05:06.000' AS varchar) AS a, 'on ' || CAST(DATE '2026-02-03' AS varchar) AS b, CAST(from_unixtime(0) AS varchar) AS c, CAST(date_parse('2026', '%Y') AS varchar) AS d

-- case: short_zone_names
SELECT z, format_datetime(at_timezone(TIMESTAMP '2026-01-05 15:04:05 UTC', 'Europe/Paris'), 'z') AS paris, format_datetime(at_timezone(TIMESTAMP '2026-07-05 15:04:05 UTC', 'America/New_York'), 'HH:mm z|zz|zzz') AS york, format_datetime(TIMESTAMP '2026-07-05 15:04:05 Asia/Tokyo', 'z') AS tokyo FROM (VALUES 1) AS t(z)

-- case: short_zone_names_of_utc_and_offsets
SELECT format_datetime(TIMESTAMP '2026-01-05 15:04:05 UTC', 'z') AS a, format_datetime(TIMESTAMP '2026-01-05 15:04:05 +02:00', 'z zzz') AS b, format_datetime(TIMESTAMP '2026-01-05 15:04:05 Europe/London', 'z ZZ ZZZ') AS c, format_datetime(TIMESTAMP '2026-07-05 15:04:05 Australia/Sydney', 'z') AS d, format_datetime(TIMESTAMP '2026-07-05 15:04:05 GMT', 'z') AS e

-- case: short_zone_name_without_letters
SELECT format_datetime(TIMESTAMP '2026-07-05 15:04:05 Asia/Dubai', 'z') AS a

-- case: date_parse_by_a_column
SELECT s, p, date_parse(s, p) FROM (VALUES ('2024-01-02', '%Y-%m-%d'), ('03/02/2024', '%d/%m/%Y'), (NULL, '%Y'), ('x', NULL)) t(s, p) ORDER BY s

-- case: date_format_by_a_column
SELECT p, date_format(TIMESTAMP '2024-01-02 03:04:05', p) FROM (VALUES '%Y-%m', '%H:%i', NULL, '%W %x') t(p) ORDER BY p

-- case: format_datetime_by_a_column
SELECT p, format_datetime(TIMESTAMP '2024-01-02 03:04:05 UTC', p) FROM (VALUES 'yyyy-MM', 'HH:mm Z', NULL) t(p) ORDER BY p

-- case: format_datetime_without_zone_by_a_column
SELECT p, format_datetime(TIMESTAMP '2024-01-02 03:04:05', p) FROM (VALUES 'yyyy-MM', 'HH:mm') t(p) ORDER BY p

-- case: date_parse_by_a_column_tried
SELECT try(date_parse(s, p)) FROM (VALUES ('2024-01-02', '%Y-%m-%d'), ('no', '%d/%m/%Y')) t(s, p) ORDER BY 1

-- case: date_parse_by_nothing
-- fails: the pattern is empty
SELECT date_parse(s, p) FROM (VALUES ('2024-01-02', '')) t(s, p)

-- case: iso_nanos_of_a_column
SELECT from_iso8601_timestamp_nanos(s) FROM (VALUES '2024-01-02T03:04:05.123456789Z', '2024-01-02T03:04:05', NULL) t(s) ORDER BY 1

-- case: iso_nanos_of_a_column_tried
SELECT try(from_iso8601_timestamp_nanos(s)) FROM (VALUES '2024-01-02T03:04:05.123456789Z', 'x', NULL) t(s) ORDER BY 1

-- case: iso_nanos_tried
SELECT try(from_iso8601_timestamp_nanos('x'))
