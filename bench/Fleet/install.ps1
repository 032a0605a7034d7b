# Installs what the policy approves on all hosts of a configuration, in one session with the module loaded, once for each line of its input,
# and prints the milliseconds and the hosts that have it now.
param([string] $Module, [string] $Configuration, [int] $Limit)
$ErrorActionPreference = 'Stop'
Import-Module $Module
while ($null -ne [Console]::In.ReadLine()) {
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $steps = @(Install-PendingPatch * -ConfigurationPath $Configuration -ThrottleLimit $Limit)
    [Console]::Out.WriteLine(('{0:0} {1}' -f $clock.Elapsed.TotalMilliseconds, @($steps | Where-Object State -EQ Succeeded).Count))
    [Console]::Out.Flush()
}
