<#
.SYNOPSIS
    The main job on this very machine: windows, pending patches, decisions, a deferral, and what would be installed.
.DESCRIPTION
    Sets up all it needs (builds the module where that has not been done) and changes nothing on the machine: the deferral goes
    to a scratch store that is removed at the end, and the installation is a -WhatIf. With -Apply one package is really
    installed, and its step stays in the journal of the store that is in use otherwise.
.PARAMETER Apply
    The name of one pending package to install now, outside its window. Needs root.
.PARAMETER All
    Lists every pending patch instead of the first twenty.
#>
param([string] $Apply, [switch] $All)

$ErrorActionPreference = 'Stop'
$root = [IO.Path]::GetDirectoryName($PSScriptRoot)
& ([IO.Path]::Combine($root, 'build.ps1')) Build -Quiet
Import-Module ([IO.Path]::Combine($root, 'out', 'PatchWindow', '0.1.0', 'PatchWindow.psd1'))

function Heading([string] $text) { ''; "== $text"; '' }

$env:PATCHWINDOW_CONFIG = [IO.Path]::Combine($PSScriptRoot, 'patchwindow.json')
$scratch = [IO.Path]::Combine([IO.Path]::GetTempPath(), 'patchwindow-' + [Guid]::NewGuid().ToString('N'))
$env:PATCHWINDOW__store__connectionString = 'Data Source=' + [IO.Path]::Combine($scratch, 'patchwindow.db')
try {
    Heading 'Windows: what is open and what comes next (Get-PatchWindow)'
    Get-PatchWindow | Out-Default

    Heading 'This machine: what is pending (Get-PendingPatch localhost)'
    try { $pending = @(Get-PendingPatch localhost) }
    catch {
        # No apt here, or it cannot be asked: the windows above still stand.
        "$_"
        return
    }
    if ($pending.Count -eq 0) {
        'Nothing is pending. (The list is as fresh as the package lists: apt-get update refreshes them.)'
        return
    }
    $shown = if ($All) { $pending.Count } else { [Math]::Min(20, $pending.Count) }
    $pending[0..($shown - 1)] | Out-Default
    if ($shown -lt $pending.Count) { "... and $($pending.Count - $shown) more; add -All to see them." }
    foreach ($kind in 'Security', 'Bugfix', 'Enhancement', 'Other') {
        $count = @($pending | Where-Object { $_.Classification -eq $kind }).Count
        if ($count) { "$count $kind" }
    }

    Heading 'One is deferred, in a scratch store (Suspend-PendingPatch)'
    $candidate = @($pending | Where-Object { $_.Decision.Reason -in 'Apply', 'OutsideWindow', 'CutoffReached' -and $_.Name -ne $Apply })
    if ($candidate.Count) {
        $candidate[0] | Suspend-PendingPatch -For 7d -Reason 'vendor testing' | Out-Default
    } else { 'No pending patch is approved, so there is none to defer.' }

    $next = @(Get-PatchWindow this-machine | Where-Object { $_.State -eq 'Upcoming' })[0]
    Heading "What the next window would apply, and what not (Get-PendingPatch -At $($next.Start.ToString('yyyy-MM-dd HH:mm zzz')))"
    $then = @(Get-PendingPatch localhost -At $next.Start)
    $due = @($then | Where-Object { $_.Decision.Applies })
    "Applied: $($due.Count) of $($then.Count)"
    if ($due.Count) { '  ' + [string]::Join(', ', $due.Name) }
    ''
    'Not applied:'
    $not = @($then | Where-Object { -not $_.Decision.Applies })
    foreach ($patch in $not) { "  $($patch.Name): $($patch.Decision)" }
    if ($not.Count -eq 0) { '  none' }

    Heading 'What Install-PendingPatch would do now, the window left aside (-WhatIf)'
    Install-PendingPatch localhost -IgnoreWindow -Reason 'quickstart' -WhatIf

    if ($Apply) {
        Heading "Installing $Apply for real (Install-PendingPatch)"
        $wanted = @(Get-PendingPatch localhost $Apply)
        if ($wanted.Count -eq 0) { throw "No patch '$Apply' is pending on this machine." }

        # A real change belongs in the real journal, not in one that is thrown away.
        $env:PATCHWINDOW__store__connectionString = $null
        $result = $wanted | Install-PendingPatch -IgnoreWindow -Reason 'quickstart -Apply' -Confirm:$false
        $result | Out-Default
        Heading 'Its journal'
        $result.Journal | Out-Default
    }
}
finally {
    Remove-Module PatchWindow
    if ([IO.Directory]::Exists($scratch)) { [IO.Directory]::Delete($scratch, $true) }
    $env:PATCHWINDOW_CONFIG = $null
    $env:PATCHWINDOW__store__connectionString = $null
}
