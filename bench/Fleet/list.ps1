# Asks all hosts of a configuration twice in one session, as an admin at a prompt does, and prints for each the milliseconds and the patches.
param([string] $Module, [string] $Configuration, [int] $Limit, [int] $Times = 2)
$ErrorActionPreference = 'Stop'
Import-Module $Module
for ($i = 0; $i -lt $Times; $i++) {
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $patches = @(Get-PendingPatch -ConfigurationPath $Configuration -ThrottleLimit $Limit)
    '{0:0} {1}' -f $clock.Elapsed.TotalMilliseconds, $patches.Count
}
