-- case: with_timezone_berlin
SELECT try(with_timezone(TIMESTAMP '2023-10-29 02:30:00', 'Europe/Berlin') AT TIME ZONE 'UTC') AS a

-- case: day_before_berlin
SELECT date_add('day', -1, TIMESTAMP '2023-10-30 02:30:00 Europe/Berlin') AT TIME ZONE 'UTC' AS a

-- case: year_before_berlin
SELECT date_add('year', -1, TIMESTAMP '2024-10-29 02:30:00 Europe/Berlin') AT TIME ZONE 'UTC' AS a

-- case: day_of_berlin
SELECT date_trunc('day', (TIMESTAMP '2023-10-29 02:30:00 UTC' - INTERVAL '30' MINUTE) AT TIME ZONE 'Europe/Berlin') AT TIME ZONE 'UTC' AS a, CAST((TIMESTAMP '2023-10-29 02:30:00 UTC' - INTERVAL '30' MINUTE) AT TIME ZONE 'Europe/Berlin' AS date) AS d, CAST((TIMESTAMP '2023-10-29 02:30:00 UTC' - INTERVAL '30' MINUTE) AT TIME ZONE 'Europe/Berlin' AS timestamp) AS t

-- case: with_timezone_london
SELECT try(with_timezone(TIMESTAMP '2023-10-29 01:30:00', 'Europe/London') AT TIME ZONE 'UTC') AS a

-- case: day_before_london
SELECT date_add('day', -1, TIMESTAMP '2023-10-30 01:30:00 Europe/London') AT TIME ZONE 'UTC' AS a

-- case: year_before_london
SELECT date_add('year', -1, TIMESTAMP '2024-10-29 01:30:00 Europe/London') AT TIME ZONE 'UTC' AS a

-- case: day_of_london
SELECT date_trunc('day', (TIMESTAMP '2023-10-29 01:30:00 UTC' - INTERVAL '30' MINUTE) AT TIME ZONE 'Europe/London') AT TIME ZONE 'UTC' AS a, CAST((TIMESTAMP '2023-10-29 01:30:00 UTC' - INTERVAL '30' MINUTE) AT TIME ZONE 'Europe/London' AS date) AS d, CAST((TIMESTAMP '2023-10-29 01:30:00 UTC' - INTERVAL '30' MINUTE) AT TIME ZONE 'Europe/London' AS timestamp) AS t

-- case: with_timezone_new_york
SELECT try(with_timezone(TIMESTAMP '2023-11-05 01:30:00', 'America/New_York') AT TIME ZONE 'UTC') AS a

-- case: day_before_new_york
SELECT date_add('day', -1, TIMESTAMP '2023-11-06 01:30:00 America/New_York') AT TIME ZONE 'UTC' AS a

-- case: year_before_new_york
SELECT date_add('year', -1, TIMESTAMP '2024-11-05 01:30:00 America/New_York') AT TIME ZONE 'UTC' AS a

-- case: day_of_new_york
SELECT date_trunc('day', (TIMESTAMP '2023-11-05 01:30:00 UTC' - INTERVAL '30' MINUTE) AT TIME ZONE 'America/New_York') AT TIME ZONE 'UTC' AS a, CAST((TIMESTAMP '2023-11-05 01:30:00 UTC' - INTERVAL '30' MINUTE) AT TIME ZONE 'America/New_York' AS date) AS d, CAST((TIMESTAMP '2023-11-05 01:30:00 UTC' - INTERVAL '30' MINUTE) AT TIME ZONE 'America/New_York' AS timestamp) AS t

-- case: with_timezone_sydney
SELECT try(with_timezone(TIMESTAMP '2023-04-02 02:30:00', 'Australia/Sydney') AT TIME ZONE 'UTC') AS a

-- case: day_before_sydney
SELECT date_add('day', -1, TIMESTAMP '2023-04-03 02:30:00 Australia/Sydney') AT TIME ZONE 'UTC' AS a

-- case: year_before_sydney
SELECT date_add('year', -1, TIMESTAMP '2024-04-02 02:30:00 Australia/Sydney') AT TIME ZONE 'UTC' AS a

-- case: day_of_sydney
SELECT date_trunc('day', (TIMESTAMP '2023-04-02 02:30:00 UTC' - INTERVAL '30' MINUTE) AT TIME ZONE 'Australia/Sydney') AT TIME ZONE 'UTC' AS a, CAST((TIMESTAMP '2023-04-02 02:30:00 UTC' - INTERVAL '30' MINUTE) AT TIME ZONE 'Australia/Sydney' AS date) AS d, CAST((TIMESTAMP '2023-04-02 02:30:00 UTC' - INTERVAL '30' MINUTE) AT TIME ZONE 'Australia/Sydney' AS timestamp) AS t

-- case: with_timezone_st_johns
SELECT try(with_timezone(TIMESTAMP '2023-11-05 01:15:00', 'America/St_Johns') AT TIME ZONE 'UTC') AS a

-- case: day_before_st_johns
SELECT date_add('day', -1, TIMESTAMP '2023-11-06 01:15:00 America/St_Johns') AT TIME ZONE 'UTC' AS a

-- case: year_before_st_johns
SELECT date_add('year', -1, TIMESTAMP '2024-11-05 01:15:00 America/St_Johns') AT TIME ZONE 'UTC' AS a

-- case: day_of_st_johns
SELECT date_trunc('day', (TIMESTAMP '2023-11-05 01:15:00 UTC' - INTERVAL '30' MINUTE) AT TIME ZONE 'America/St_Johns') AT TIME ZONE 'UTC' AS a, CAST((TIMESTAMP '2023-11-05 01:15:00 UTC' - INTERVAL '30' MINUTE) AT TIME ZONE 'America/St_Johns' AS date) AS d, CAST((TIMESTAMP '2023-11-05 01:15:00 UTC' - INTERVAL '30' MINUTE) AT TIME ZONE 'America/St_Johns' AS timestamp) AS t

-- case: with_timezone_casablanca
SELECT try(with_timezone(TIMESTAMP '2023-03-19 02:30:00', 'Africa/Casablanca') AT TIME ZONE 'UTC') AS a

-- case: day_before_casablanca
SELECT date_add('day', -1, TIMESTAMP '2023-03-20 02:30:00 Africa/Casablanca') AT TIME ZONE 'UTC' AS a

-- case: year_before_casablanca
SELECT date_add('year', -1, TIMESTAMP '2024-03-19 02:30:00 Africa/Casablanca') AT TIME ZONE 'UTC' AS a

-- case: day_of_casablanca
SELECT date_trunc('day', (TIMESTAMP '2023-03-19 02:30:00 UTC' - INTERVAL '30' MINUTE) AT TIME ZONE 'Africa/Casablanca') AT TIME ZONE 'UTC' AS a, CAST((TIMESTAMP '2023-03-19 02:30:00 UTC' - INTERVAL '30' MINUTE) AT TIME ZONE 'Africa/Casablanca' AS date) AS d, CAST((TIMESTAMP '2023-03-19 02:30:00 UTC' - INTERVAL '30' MINUTE) AT TIME ZONE 'Africa/Casablanca' AS timestamp) AS t

-- case: with_timezone_sao_paulo
SELECT try(with_timezone(TIMESTAMP '2018-02-17 23:30:00', 'America/Sao_Paulo') AT TIME ZONE 'UTC') AS a

-- case: day_before_sao_paulo
SELECT date_add('day', -1, TIMESTAMP '2018-02-18 23:30:00 America/Sao_Paulo') AT TIME ZONE 'UTC' AS a

-- case: year_before_sao_paulo
SELECT date_add('year', -1, TIMESTAMP '2019-02-17 23:30:00 America/Sao_Paulo') AT TIME ZONE 'UTC' AS a

-- case: day_of_sao_paulo
SELECT date_trunc('day', (TIMESTAMP '2018-02-17 23:30:00 UTC' - INTERVAL '30' MINUTE) AT TIME ZONE 'America/Sao_Paulo') AT TIME ZONE 'UTC' AS a, CAST((TIMESTAMP '2018-02-17 23:30:00 UTC' - INTERVAL '30' MINUTE) AT TIME ZONE 'America/Sao_Paulo' AS date) AS d, CAST((TIMESTAMP '2018-02-17 23:30:00 UTC' - INTERVAL '30' MINUTE) AT TIME ZONE 'America/Sao_Paulo' AS timestamp) AS t

-- case: with_timezone_lord_howe
SELECT try(with_timezone(TIMESTAMP '2023-04-02 01:45:00', 'Australia/Lord_Howe') AT TIME ZONE 'UTC') AS a

-- case: day_before_lord_howe
SELECT date_add('day', -1, TIMESTAMP '2023-04-03 01:45:00 Australia/Lord_Howe') AT TIME ZONE 'UTC' AS a

-- case: year_before_lord_howe
SELECT date_add('year', -1, TIMESTAMP '2024-04-02 01:45:00 Australia/Lord_Howe') AT TIME ZONE 'UTC' AS a

-- case: day_of_lord_howe
SELECT date_trunc('day', (TIMESTAMP '2023-04-02 01:45:00 UTC' - INTERVAL '30' MINUTE) AT TIME ZONE 'Australia/Lord_Howe') AT TIME ZONE 'UTC' AS a, CAST((TIMESTAMP '2023-04-02 01:45:00 UTC' - INTERVAL '30' MINUTE) AT TIME ZONE 'Australia/Lord_Howe' AS date) AS d, CAST((TIMESTAMP '2023-04-02 01:45:00 UTC' - INTERVAL '30' MINUTE) AT TIME ZONE 'Australia/Lord_Howe' AS timestamp) AS t

-- case: midnight_twice
SELECT date_trunc('day', ts AT TIME ZONE 'America/Havana') AS a FROM (VALUES TIMESTAMP '2023-11-05 04:30:00 UTC', TIMESTAMP '2023-11-05 05:30:00 UTC', TIMESTAMP '2023-11-05 15:30:00 UTC') AS t(ts) ORDER BY ts

-- case: month_back_into_the_hour
SELECT TIMESTAMP '2023-12-05 01:30:00 America/New_York' - INTERVAL '1' MONTH AS a, TIMESTAMP '2023-10-05 01:30:00 America/New_York' + INTERVAL '1' MONTH AS b, (TIMESTAMP '2023-12-05 01:30:00 America/New_York' - INTERVAL '1' MONTH) AT TIME ZONE 'UTC' AS c, (TIMESTAMP '2023-10-05 01:30:00 America/New_York' + INTERVAL '1' MONTH) AT TIME ZONE 'UTC' AS d

-- case: zones_of_a_column
SELECT with_timezone(ts, z) AT TIME ZONE 'UTC' AS a FROM (VALUES (TIMESTAMP '2023-10-29 02:30:00', 'Europe/Berlin'), (TIMESTAMP '2023-11-05 01:30:00', 'America/New_York')) AS t(ts, z) ORDER BY z
