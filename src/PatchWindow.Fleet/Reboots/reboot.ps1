# Reboots this host, unless it is in another boot than $args[0] already: whoever asks twice reboots it once.
$boot = ''
foreach ($system in (Get-Wmi 'SELECT LastBootUpTime FROM Win32_OperatingSystem')) { $boot = [string] $system.Properties_.Item('LastBootUpTime').Value }
if ($boot -ne $args[0]) { 'state=other' }
elseif (-not (Test-Administrator)) { 'state=unprivileged' }
else {
    # 0x80020010: planned, operating system, security fix (Windows' System Shutdown Reason Codes).
    $null = & (Get-ShutdownProgram) '/r' '/t' '5' '/d' 'p:2:17' '/c' 'PatchWindow: updates that were installed want it.'
    if ($LASTEXITCODE -eq 0) { 'state=sent' } else { 'state=refused ' + $LASTEXITCODE }
}
