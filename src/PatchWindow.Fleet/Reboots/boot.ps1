# Which boot this is: Windows has no id for it, and the moment at which it started serves for one.
foreach ($system in (Get-Wmi 'SELECT LastBootUpTime FROM Win32_OperatingSystem')) { 'boot=' + [string] $system.Properties_.Item('LastBootUpTime').Value }
