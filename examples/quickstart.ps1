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
$staged = [IO.Directory]::GetDirectories([IO.Path]::Combine($root, 'out', 'PatchWindow'))
[Array]::Sort([version[]]@($staged | ForEach-Object { [IO.Path]::GetFileName($_) }), $staged)
$before = Get-Module PatchWindow | ForEach-Object { $_.Path }
Import-Module ([IO.Path]::Combine($staged[-1], 'PatchWindow.psd1'))

function Heading([string] $text) { ''; "== $text"; '' }

# Names with what they have in common said once, and no more of them than a screen takes.
function Show-Group([string] $title, $patches) {
    $names = @($patches | ForEach-Object { $_.Name })
    $shown = if ($All) { $names.Count } else { [Math]::Min(20, $names.Count) }
    $more = if ($shown -lt $names.Count) { " and $($names.Count - $shown) more" } else { '' }
    "${title}: $([string]::Join(', ', [string[]]$names[0..($shown - 1)]))$more"
}

# A machine whose package lists were never fetched, such as a fresh container, gets them in the scratch folder for as long as
# this script runs: its own stay as they are.
function Use-ScratchPackageList {
    "$($args[0])"
    'Fetching them into a scratch folder, so that nothing on this machine changes ...'
    foreach ($folder in 'lists/partial', 'archives/partial') { [void][IO.Directory]::CreateDirectory([IO.Path]::Combine($scratch, $folder)) }
    $include = if ($env:APT_CONFIG) { "#include `"$env:APT_CONFIG`";" }
    $env:APT_CONFIG = [IO.Path]::Combine($scratch, 'apt.conf')
    [IO.File]::WriteAllText($env:APT_CONFIG, "$include`nDir::State::lists `"$scratch/lists`";`nDir::Cache `"$scratch`";`nAPT::Sandbox::User `"`";`n")
    & apt-get -q update > $null 2> $null
    if ($LASTEXITCODE -ne 0) { "apt-get update ended with exit code $LASTEXITCODE; what follows is as good as the lists it got." }
    ''
}

$kept = @{}
foreach ($name in 'PATCHWINDOW_CONFIG', 'PATCHWINDOW__store__connectionString', 'APT_CONFIG') {
    $kept[$name] = [Environment]::GetEnvironmentVariable($name)
}

# $null alone would arrive as an empty text, and an empty variable is one that is set.
function Restore-Variable([string] $name) {
    [Environment]::SetEnvironmentVariable($name, $(if ($null -eq $kept[$name]) { [NullString]::Value } else { $kept[$name] }))
}

$scratch = [IO.Path]::Combine([IO.Path]::GetTempPath(), 'patchwindow-' + [Guid]::NewGuid().ToString('N'))
try {
    $env:PATCHWINDOW_CONFIG = [IO.Path]::Combine($PSScriptRoot, 'patchwindow.json')
    $env:PATCHWINDOW__store__connectionString = 'Data Source=' + [IO.Path]::Combine($scratch, 'patchwindow.db')

    Heading 'Windows: what is open and what comes next (Get-PatchWindow)'
    Get-PatchWindow | Out-Default

    $next = @(Get-PatchWindow this-machine | Where-Object { $_.State -eq 'Upcoming' })[0]
    $at = $next.Start.ToString('yyyy-MM-ddTHH:mmzzz')
    Heading "This machine: what is pending, decided for the next window (Get-PendingPatch localhost -At $at)"
    $pending = $null
    try { $pending = @(Get-PendingPatch localhost -At $next.Start) }
    catch {
        # No apt here, or it cannot be asked: the windows above still stand.
        if ($_.FullyQualifiedErrorId -notlike 'PackageListsMissing*') { "$_"; return }
        Use-ScratchPackageList $_
    }
    if ($null -eq $pending) { $pending = @(Get-PendingPatch localhost -At $next.Start) }
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

    Heading 'What the next window would apply, and what not, and why'
    $due = @($pending | Where-Object { $_.Decision.Applies })
    "Applied: $($due.Count) of $($pending.Count)"
    if ($due.Count) { Show-Group '  Apply' $due }
    $not = @($pending | Where-Object { -not $_.Decision.Applies })
    "Not applied: $($not.Count)"
    $decisions = [Collections.Generic.List[string]]::new()
    foreach ($patch in $not) { if (-not $decisions.Contains("$($patch.Decision)")) { $decisions.Add("$($patch.Decision)") } }
    foreach ($decision in $decisions) { Show-Group "  $decision" @($not | Where-Object { "$($_.Decision)" -eq $decision }) }

    Heading 'One is deferred, in a scratch store (Suspend-PendingPatch)'
    $candidate = @($due | Where-Object { $_.Name -ne $Apply })

    # One that no other patch is likely to need: what is built from one source has one version, and often depends on itself.
    $alone = @($candidate | Where-Object { $version = $_.Version; @($pending | Where-Object { $_.Version -eq $version }).Count -eq 1 })
    if ($candidate.Count) {
        @($alone + $candidate)[0] | Suspend-PendingPatch -For 7d -Reason 'vendor testing' | Out-Default
    } else { 'No pending patch is due, so there is none to defer.' }

    Heading 'What Install-PendingPatch would do now, the window left aside (-WhatIf)'

    # A patch that needs the deferred one is refused by name; the others are still planned.
    Install-PendingPatch localhost -IgnoreWindow -Reason 'quickstart' -WhatIf -ErrorAction Continue

    if ($Apply) {
        Heading "Installing $Apply for real (Install-PendingPatch)"

        # A real change belongs in the real journal, not in one that is thrown away, and goes by the machine's own lists.
        foreach ($name in 'PATCHWINDOW__store__connectionString', 'APT_CONFIG') { Restore-Variable $name }
        $wanted = @(Get-PendingPatch localhost $Apply)
        if ($wanted.Count -eq 0) { throw "No patch '$Apply' is pending on this machine." }
        $result = $wanted | Install-PendingPatch -IgnoreWindow -Reason 'quickstart -Apply' -Confirm:$false
        $result | Out-Default
        Heading 'Its journal'
        $result.Journal | Out-Default
    }
}
finally {
    foreach ($name in $kept.Keys) { Restore-Variable $name }
    if ([IO.Directory]::Exists($scratch)) { [IO.Directory]::Delete($scratch, $true) }
    Remove-Module PatchWindow
    if ($before) { Import-Module $before }
}
