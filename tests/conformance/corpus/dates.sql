-- Dates, times, timestamps, intervals, time zones.

-- case: date_and_timestamp_literals
SELECT DATE '2026-01-05' AS a, TIMESTAMP '2026-01-05 10:11:12' AS b, TIMESTAMP '2026-01-05 10:11:12.345' AS c, TIMESTAMP '2026-01-05 10:11:12.345678' AS d, TIME '10:11:12' AS e

-- case: zoned_timestamp_literals
SELECT TIMESTAMP '2026-01-05 10:00:00 UTC' AS a, TIMESTAMP '2026-01-05 10:00:00 Europe/Paris' AS b, TIMESTAMP '2026-01-05 10:00:00 +05:30' AS c

-- case: interval_literals
SELECT INTERVAL '2' DAY AS a, INTERVAL '3' HOUR AS b, INTERVAL '90' MINUTE AS c, INTERVAL -'1' DAY AS d, INTERVAL '1' MONTH AS e, INTERVAL '2' YEAR AS f

-- case: interval_ranges
SELECT INTERVAL '1 02:03:04' DAY TO SECOND AS a, INTERVAL '1-2' YEAR TO MONTH AS b, INTERVAL '02:03' HOUR TO MINUTE AS c, INTERVAL '1.5' SECOND AS d

-- case: date_plus_interval
SELECT DATE '2026-01-31' + INTERVAL '1' DAY AS a, DATE '2026-01-31' + INTERVAL '1' MONTH AS b, DATE '2024-02-29' + INTERVAL '1' YEAR AS c, DATE '2026-03-31' - INTERVAL '1' MONTH AS d

-- case: date_plus_hours
-- fails: a date takes whole days only
SELECT DATE '2026-01-31' + INTERVAL '1' HOUR

-- case: timestamp_plus_interval
SELECT TIMESTAMP '2026-01-31 10:00:00' + INTERVAL '36' HOUR AS a, TIMESTAMP '2026-01-31 10:00:00' + INTERVAL '1' MONTH AS b, TIMESTAMP '2026-01-31 10:00:00' - INTERVAL '90' SECOND AS c

-- case: interval_arithmetic
SELECT INTERVAL '1' DAY + INTERVAL '2' HOUR AS a, INTERVAL '1' DAY * 3 AS b, 2 * INTERVAL '90' MINUTE AS c, INTERVAL '1' DAY / 2 AS d, INTERVAL '1' YEAR * 2 AS e

-- case: difference_of_dates
SELECT DATE '2026-03-01' - DATE '2026-02-01' AS a, DATE '2026-01-01' - DATE '2026-01-05' AS b

-- case: difference_of_timestamps
SELECT TIMESTAMP '2026-01-02 10:00:00' - TIMESTAMP '2026-01-01 09:30:00' AS a, TIMESTAMP '2026-01-01 00:00:00.250' - TIMESTAMP '2026-01-01 00:00:01' AS b

-- case: date_add_units
SELECT date_add('day', 3, DATE '2026-01-30') AS a, date_add('month', 1, DATE '2026-01-31') AS b, date_add('year', -1, DATE '2024-02-29') AS c, date_add('week', 2, DATE '2026-01-01') AS d, date_add('quarter', 1, DATE '2026-11-30') AS e

-- case: date_add_to_timestamp
SELECT date_add('hour', 5, TIMESTAMP '2026-01-01 22:00:00') AS a, date_add('millisecond', 250, TIMESTAMP '2026-01-01 00:00:00.000') AS b, date_add('month', -1, TIMESTAMP '2026-03-31 10:00:00') AS c, date_add('second', 90, TIMESTAMP '2026-01-01 00:00:00') AS d

-- case: date_add_hour_to_date
-- fails: hour is no unit of a date
SELECT date_add('hour', 5, DATE '2026-01-01')

-- case: date_diff_of_dates
SELECT date_diff('day', DATE '2026-01-01', DATE '2026-03-01') AS a, date_diff('month', DATE '2026-01-31', DATE '2026-02-28') AS b, date_diff('year', DATE '2024-02-29', DATE '2025-02-28') AS c, date_diff('week', DATE '2026-01-01', DATE '2026-01-14') AS d, date_diff('quarter', DATE '2026-01-01', DATE '2026-12-31') AS e

-- case: date_diff_counts_complete_units
SELECT date_diff('hour', TIMESTAMP '2026-01-01 10:59:00', TIMESTAMP '2026-01-01 12:58:59') AS a, date_diff('day', TIMESTAMP '2026-01-01 23:00:00', TIMESTAMP '2026-01-02 01:00:00') AS b, date_diff('minute', TIMESTAMP '2026-01-01 10:00:00', TIMESTAMP '2026-01-01 10:01:59') AS c

-- case: date_diff_backwards
SELECT date_diff('day', DATE '2026-01-05', DATE '2026-01-01') AS a, date_diff('month', DATE '2026-03-31', DATE '2026-02-28') AS b, date_diff('second', TIMESTAMP '2026-01-01 00:00:10', TIMESTAMP '2026-01-01 00:00:00.500') AS c

-- case: date_trunc_of_timestamp
SELECT date_trunc('hour', ts) AS a, date_trunc('day', ts) AS b, date_trunc('week', ts) AS c, date_trunc('month', ts) AS d, date_trunc('quarter', ts) AS e, date_trunc('year', ts) AS f, date_trunc('minute', ts) AS g
FROM (VALUES TIMESTAMP '2026-08-20 10:11:12.345') t(ts)

-- case: date_trunc_of_date
SELECT date_trunc('week', DATE '2026-01-01') AS a, date_trunc('month', DATE '2026-05-20') AS b, date_trunc('quarter', DATE '2026-05-20') AS c, date_trunc('day', DATE '2026-05-20') AS d, date_trunc('year', DATE '2026-05-20') AS e

-- case: date_trunc_hour_of_date
-- fails: hour is no unit of a date
SELECT date_trunc('hour', DATE '2026-01-01')

-- case: extract_fields
SELECT extract(year FROM ts) AS a, extract(month FROM ts) AS b, extract(day FROM ts) AS c, extract(hour FROM ts) AS d, extract(minute FROM ts) AS e, extract(second FROM ts) AS f, extract(quarter FROM ts) AS g, extract(week FROM ts) AS h
FROM (VALUES TIMESTAMP '2026-08-20 10:11:12.345') t(ts)

-- case: extract_day_of_week
SELECT extract(dow FROM DATE '2026-01-04') AS a, extract(day_of_week FROM DATE '2026-01-05') AS b, extract(doy FROM DATE '2026-02-01') AS c, extract(yow FROM DATE '2027-01-01') AS d, day_of_week(DATE '2026-01-04') AS e, dow(DATE '2026-01-03') AS f

-- case: field_functions
SELECT year(ts) AS a, month(ts) AS b, day(ts) AS c, hour(ts) AS d, minute(ts) AS e, second(ts) AS f, millisecond(ts) AS g, quarter(ts) AS h, week(ts) AS i, day_of_year(ts) AS j, year_of_week(ts) AS k, day_of_month(ts) AS l
FROM (VALUES TIMESTAMP '2026-12-31 10:11:12.345') t(ts)

-- case: week_at_year_end
SELECT week(DATE '2027-01-01') AS a, week_of_year(DATE '2024-12-30') AS b, yow(DATE '2024-12-30') AS c

-- case: last_day_of_month
SELECT last_day_of_month(DATE '2024-02-10') AS a, last_day_of_month(TIMESTAMP '2026-12-01 10:00:00') AS b

-- case: date_format_mysql
SELECT date_format(ts, '%Y-%m-%d %H:%i:%s') AS a, date_format(ts, '%M %e, %y') AS b, date_format(ts, '%a %W %b') AS c, date_format(ts, '%h:%i %p') AS d, date_format(ts, '%j %f') AS e, date_format(ts, '%T|%r|%%|%k|%l|%c') AS f
FROM (VALUES TIMESTAMP '2026-01-05 15:04:05.678') t(ts)

-- case: date_format_weeks
SELECT date_format(TIMESTAMP '2026-01-05 00:00:00', '%v %x') AS a, date_format(DATE '2026-01-05', '%Y%m') AS b

-- case: date_parse_mysql
SELECT date_parse('2026-01-05 10:11:12', '%Y-%m-%d %H:%i:%s') AS a, date_parse('05/Jan/2026', '%d/%b/%Y') AS b, date_parse('20260105', '%Y%m%d') AS c, date_parse('10:11 PM', '%h:%i %p') AS d

-- case: date_parse_mismatch
-- fails: the text does not have the pattern's form
SELECT date_parse('2026/01/05', '%Y-%m-%d')

-- case: format_datetime_joda
SELECT format_datetime(ts, 'yyyy-MM-dd HH:mm:ss.SSS') AS a, format_datetime(ts, 'EEE, d MMM yyyy') AS b, format_datetime(ts, 'EEEE MMMM') AS c, format_datetime(ts, 'yyyy-''W''ww') AS d, format_datetime(ts, 'h:mm a') AS e
FROM (VALUES TIMESTAMP '2026-01-05 15:04:05.678') t(ts)

-- case: format_datetime_of_date
SELECT format_datetime(DATE '2026-01-05', 'yyyyMMdd') AS a

-- case: parse_datetime_joda
SELECT parse_datetime('2026-01-05 10:11:12', 'yyyy-MM-dd HH:mm:ss') AS a, parse_datetime('05/01/2026 +0200', 'dd/MM/yyyy Z') AS b

-- case: iso8601_out
SELECT to_iso8601(TIMESTAMP '2026-01-05 10:11:12') AS a, to_iso8601(DATE '2026-01-05') AS b, to_iso8601(TIMESTAMP '2026-01-05 10:11:12.345 UTC') AS c, to_iso8601(TIMESTAMP '2026-01-05 10:11:12 Europe/Paris') AS d

-- case: iso8601_in
SELECT from_iso8601_timestamp('2026-01-05T10:11:12Z') AS a, from_iso8601_timestamp('2026-01-05T10:11:12.345+02:00') AS b, from_iso8601_date('2026-01-05') AS c, from_iso8601_timestamp('2026-01-05') AS d

-- case: iso8601_week_and_ordinal_dates
SELECT from_iso8601_date('2026-W01-1') AS a, from_iso8601_date('2026-005') AS b

-- case: from_unixtime
SELECT from_unixtime(1767607872) AS a, from_unixtime(1767607872.345e0) AS b, from_unixtime(0) AS c, from_unixtime(-1) AS d

-- case: from_unixtime_with_zone
SELECT from_unixtime(1767607872, 'Europe/Paris') AS a

-- case: to_unixtime
SELECT to_unixtime(TIMESTAMP '2026-01-05 10:11:12.500 UTC') AS a, to_unixtime(TIMESTAMP '2026-01-05 10:11:12') AS b, to_unixtime(from_unixtime(12345)) AS c

-- case: at_time_zone_of_plain_timestamp
SELECT TIMESTAMP '2026-01-01 10:00:00' AT TIME ZONE 'Europe/Paris' AS a, TIMESTAMP '2026-07-01 10:00:00' AT TIME ZONE 'America/New_York' AS b

-- case: at_time_zone_of_zoned_timestamp
SELECT TIMESTAMP '2026-01-01 10:00:00 UTC' AT TIME ZONE 'Asia/Tokyo' AS a, from_unixtime(0) AT TIME ZONE 'America/Los_Angeles' AS b, TIMESTAMP '2026-01-01 10:00:00 UTC' AT TIME ZONE '+05:30' AS c

-- case: zone_to_plain_timestamp
SELECT CAST(TIMESTAMP '2026-01-01 10:00:00 UTC' AT TIME ZONE 'Europe/Paris' AS timestamp) AS a, date(TIMESTAMP '2026-01-01 23:30:00 UTC' AT TIME ZONE 'Europe/Paris') AS b

-- case: with_timezone
SELECT with_timezone(TIMESTAMP '2026-01-01 10:00:00', 'Europe/Paris') AS a, to_unixtime(with_timezone(TIMESTAMP '2026-01-01 10:00:00', 'Europe/Paris')) AS b

-- case: zoned_comparison_is_by_instant
SELECT TIMESTAMP '2026-01-01 10:00:00 UTC' = TIMESTAMP '2026-01-01 11:00:00 Europe/Paris' AS a, TIMESTAMP '2026-01-01 10:00:00' = TIMESTAMP '2026-01-01 11:00:00 Europe/Paris' AS b

-- case: zone_fields
SELECT hour(TIMESTAMP '2026-01-01 10:00:00 Europe/Paris') AS a, timezone_hour(TIMESTAMP '2026-01-01 10:00:00 +05:30') AS b, timezone_minute(TIMESTAMP '2026-01-01 10:00:00 +05:30') AS c

-- case: daylight_saving
SELECT TIMESTAMP '2026-03-29 00:30:00 UTC' AT TIME ZONE 'Europe/Paris' AS a, TIMESTAMP '2026-03-29 01:30:00 UTC' AT TIME ZONE 'Europe/Paris' AS b, date_add('hour', 24, TIMESTAMP '2026-03-28 12:00:00 Europe/Paris') AS c, date_add('day', 1, TIMESTAMP '2026-03-28 12:00:00 Europe/Paris') AS d

-- case: date_compared_with_timestamp
SELECT DATE '2026-01-01' = TIMESTAMP '2026-01-01 00:00:00' AS a, DATE '2026-01-01' < TIMESTAMP '2026-01-01 00:00:01' AS b

-- case: between_dates
SELECT d FROM (VALUES DATE '2026-01-01', DATE '2026-01-31', DATE '2026-02-01') t(d) WHERE d BETWEEN DATE '2026-01-01' AND DATE '2026-01-31' ORDER BY d

-- case: current_functions_types
SELECT typeof(current_date) AS a, typeof(current_timestamp) AS b, typeof(localtimestamp) AS c, typeof(now()) AS d, current_date = date(now()) AS e

-- case: interval_to_milliseconds
SELECT to_milliseconds(INTERVAL '1' DAY) AS a, to_milliseconds(TIMESTAMP '2026-01-01 00:00:01.5' - TIMESTAMP '2026-01-01 00:00:00') AS b, parse_duration('1.5h') AS c

-- case: extract_from_interval
SELECT extract(day FROM INTERVAL '3' DAY) AS a, extract(hour FROM TIMESTAMP '2026-01-02 03:00:00' - TIMESTAMP '2026-01-01 00:00:00') AS b

-- case: human_readable_seconds
SELECT human_readable_seconds(96) AS a, human_readable_seconds(3762) AS b

-- case: sequence_of_dates
SELECT sequence(DATE '2026-01-30', DATE '2026-02-02') AS a, sequence(DATE '2026-01-01', DATE '2026-03-01', INTERVAL '1' MONTH) AS b, sequence(DATE '2026-01-03', DATE '2026-01-01', INTERVAL '-1' DAY) AS c

-- case: sequence_of_timestamps
SELECT sequence(TIMESTAMP '2026-01-01 00:00:00', TIMESTAMP '2026-01-01 12:00:00', INTERVAL '6' HOUR) AS a

-- case: partition_text_to_date
SELECT date_diff('day', CAST(dt AS date), DATE '2026-01-10') AS age FROM (VALUES '2026-01-05', '2026-01-09') t(dt) ORDER BY 1

-- case: localtime_is_the_clock_of_now
SELECT typeof(localtime) AS t, localtime = CAST(localtimestamp AS time) AS a, localtime = CAST(now() AS time) AS b, localtime BETWEEN TIME '00:00:00' AND TIME '23:59:59.999' AS c

-- case: localtime_with_parentheses
-- fails: none are taken
SELECT localtime()

-- case: precision_of_seconds_with_milliseconds
SELECT x = TIMESTAMP '2026-03-04 05:06:07.123', x < TIMESTAMP '2026-03-04 05:06:07.123', x IN (TIMESTAMP '2026-03-04 05:06:07.123') FROM (VALUES TIMESTAMP '2026-03-04 05:06:07', NULL) t(x) ORDER BY x

-- case: precision_of_seconds_with_milliseconds_in_a_zone
SELECT x = TIMESTAMP '2026-03-04 05:06:07.123 UTC', x < TIMESTAMP '2026-03-04 05:06:07.123' FROM (VALUES TIMESTAMP '2026-03-04 05:06:07 UTC', NULL) t(x) ORDER BY x

-- case: precision_of_seconds_with_milliseconds_in_where
SELECT x FROM (VALUES TIMESTAMP '2026-03-04 05:06:07', TIMESTAMP '2026-03-04 05:06:08') t(x) WHERE x < TIMESTAMP '2026-03-04 05:06:07.123' ORDER BY x

-- case: precision_of_milliseconds_with_microseconds
SELECT x = TIMESTAMP '2026-03-04 05:06:07.123456', x > TIMESTAMP '2026-03-04 05:06:07.122999', x < TIMESTAMP '2026-03-04 05:06:07.123456' FROM (VALUES TIMESTAMP '2026-03-04 05:06:07.123', NULL) t(x) ORDER BY x

-- case: precision_of_days_with_times
SELECT x FROM (VALUES DATE '2026-03-04', DATE '2026-03-05') t(x) WHERE x < TIMESTAMP '2026-03-04 12:00:00' ORDER BY x

-- case: precision_of_integers_with_doubles
SELECT x < 1.5e0, x = 1.5, x > 2147483648, x = 1e10 FROM (VALUES 1, 2, NULL) t(x) ORDER BY x

-- case: precision_of_times_of_day_in_seconds
SELECT x < TIME '05:06:07.123', x = TIME '05:06:07.123' FROM (VALUES TIME '05:06:07', NULL) t(x) ORDER BY x

-- case: precision_of_seconds_in_another_zone
SELECT at_timezone(x, 'UTC') = TIMESTAMP '2026-03-04 05:06:07.123' FROM (VALUES TIMESTAMP '2026-03-04 05:06:07 UTC', NULL) t(x) ORDER BY x

-- case: precision_of_truncated_with_milliseconds
SELECT date_trunc('second', x) = TIMESTAMP '2026-03-04 05:06:07.123', date_trunc('second', x) < TIMESTAMP '2026-03-04 05:06:07.123' FROM (VALUES TIMESTAMP '2026-03-04 05:06:07', NULL) t(x) ORDER BY x

-- case: precision_of_decimals_of_other_scales
SELECT x = 1.25, x < 1.25, x > 1.2 FROM (VALUES 1.2, NULL) t(x) ORDER BY x

-- case: precision_of_bigint_with_decimals
SELECT x < 1.5 FROM (VALUES BIGINT '1', NULL) t(x) ORDER BY x

-- case: precision_of_real_is_no_double
SELECT x FROM (VALUES REAL '0.1', REAL '0.2') t(x) WHERE x = 0.1e0

-- case: precision_of_real_above_a_double
SELECT x FROM (VALUES REAL '0.1', REAL '0.2') t(x) WHERE x > 0.1e0 ORDER BY x

-- case: format_by_null
SELECT date_format(x, NULL), format_datetime(x, NULL) FROM (VALUES TIMESTAMP '2026-03-04 05:06:07') t(x)

-- case: precision_of_microseconds_beside_a_zone
SELECT x, x = TIMESTAMP '2026-03-04 02:00:00.001 +02:00', x > TIMESTAMP '2026-03-04 02:00:00.001 +02:00' FROM (VALUES TIMESTAMP '2026-03-04 00:00:00.001001', TIMESTAMP '2026-03-04 00:00:00.001000', NULL) t(x) ORDER BY x

-- case: without_a_zone_beside_one
SELECT x, coalesce(x, TIMESTAMP '2026-03-04 02:00:00.001 +02:00'), if(x IS NULL, TIMESTAMP '2026-03-04 02:00:00 Europe/Paris', DATE '2026-03-04'), coalesce(x, TIMESTAMP '2026-03-04 02:00:00 UTC') FROM (VALUES TIMESTAMP '2026-03-04 00:00:00.001', NULL) t(x) ORDER BY x

-- case: without_a_zone_beside_one_in_an_array
SELECT ARRAY[TIMESTAMP '2026-03-04 00:00:00.001', TIMESTAMP '2026-03-04 02:00:00.001 +02:00']

-- case: microseconds_without_a_zone_beside_one
SELECT coalesce(x, TIMESTAMP '2026-03-04 02:00:00.001 +02:00') FROM (VALUES TIMESTAMP '2026-03-04 00:00:00.001001', NULL) t(x) ORDER BY 1

-- case: at_no_zone
SELECT at_timezone(TIMESTAMP '2020-01-01 00:00:00', NULL)

-- case: at_no_zone_in_microseconds
SELECT at_timezone(TIMESTAMP '2020-01-01 00:00:00.123456 UTC', NULL)

-- case: with_no_zone
SELECT with_timezone(TIMESTAMP '2020-01-01 00:00:00.123456', NULL)

-- case: unix_time_at_no_zone
SELECT from_unixtime(0, NULL)

-- case: unix_time_at_no_zone_of_text
SELECT from_unixtime(0, CAST(NULL AS varchar))

-- case: at_no_zone_of_text
SELECT at_timezone(TIMESTAMP '2020-01-01 00:00:00', CAST(NULL AS varchar))

-- case: no_time_with_no_zone
SELECT with_timezone(NULL, NULL)

-- case: no_time_with_a_zone
SELECT with_timezone(NULL, 'UTC')

-- case: no_time_at_a_zone
SELECT at_timezone(NULL, 'UTC')
