#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# The main path in a real PowerShell: from a policy file to windows, to pending patches, to one deferred and one installed.
# $env:PATCHWINDOW_MODULE names the staged manifest; build.ps1 Test sets it. The apt is the real one, in a root of its own.

BeforeDiscovery {
    $sandbox = & (Join-Path $PSScriptRoot 'AptSandbox.ps1')
    $withApt = $sandbox -isnot [string]
    if ($withApt) { $sandbox.Dispose() } else { Write-Warning $sandbox }
}

BeforeAll {
    $manifest = $env:PATCHWINDOW_MODULE
    if (-not $manifest) { throw 'PATCHWINDOW_MODULE names no manifest. Run ./build.ps1 Test, or set it to the PatchWindow.psd1 in out/PatchWindow.' }
    Import-Module $manifest -Force -ErrorAction Stop
    $examples = Join-Path $PSScriptRoot '../../examples/patchwindow.json'

    $before = @{}
    function Set-TestVariable([string] $Name, [string] $Value) {
        if (-not $before.ContainsKey($Name)) { $before[$Name] = [Environment]::GetEnvironmentVariable($Name) }
        [Environment]::SetEnvironmentVariable($Name, $Value)
    }
    Set-TestVariable PATCHWINDOW_CONFIG $examples
    Set-TestVariable XDG_CONFIG_HOME (Join-Path $TestDrive 'home')
    Set-TestVariable PATCHWINDOW__store__connectionString "Data Source=$(Join-Path $TestDrive 'patchwindow.db')"
}

AfterAll {
    foreach ($name in $before.Keys) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
    Remove-Module PatchWindow
}

Describe 'The module in a real PowerShell' {
    It 'exports the cmdlets of its manifest and one alias' {
        $data = Import-PowerShellDataFile $manifest
        (Get-Command -Module PatchWindow -CommandType Cmdlet).Name | Sort-Object | Should -Be ($data.CmdletsToExport | Sort-Object)
        (Get-Command -Module PatchWindow -CommandType Alias).Name | Should -Be 'Defer-PendingPatch'
    }

    It 'passes Test-ModuleManifest' {
        (Test-ModuleManifest $manifest).Version | Should -Be (Import-PowerShellDataFile $manifest).ModuleVersion
    }

    It 'gives [PatchWindow.Policy] to scripts' {
        $policy = [PatchWindow.Policy]@{ Name = 'nights'; Schedules = @([PatchWindow.Schedule]@{ Text = 'daily 02:00 for 1h UTC' }) }
        ($policy | Get-PatchWindow -From 2026-12-01T00:00Z -First 3).Start.Day | Should -Be 1, 2, 3
    }

    It 'keeps its dependencies to itself' {
        Get-PatchPolicy | Out-Null
        { [NodaTime.Instant] } | Should -Throw '*NodaTime.Instant*'
        [Runtime.Loader.AssemblyLoadContext]::Default.Assemblies.GetName().Name | Should -Not -Contain 'NodaTime'
    }

    It 'has help with examples for <_>' -ForEach @(
        (Import-PowerShellDataFile $env:PATCHWINDOW_MODULE).CmdletsToExport
    ) {
        $help = Get-Help $_ -Full
        $help.Synopsis | Should -Match '^[A-Z].*\.'
        @($help.examples.example).Count | Should -BeGreaterThan 0
        foreach ($parameter in $help.parameters.parameter) { $parameter.description.Text | Should -Not -BeNullOrEmpty -Because "-$($parameter.name) needs a text" }
    }

    It 'completes the names of policies' {
        $line = 'Get-PatchWindow pro'
        [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText | Should -Contain 'prod-web'
    }
}

Describe 'Windows' {
    It 'opens prod-web on the third day after the second Tuesday, in Oslo time' {
        $window = Get-PatchWindow prod-web -From 2026-12-01T00:00Z -First 1
        $window.Start | Should -Be ([DateTimeOffset]'2026-12-11T22:00+01:00')
        $window.End - $window.Start | Should -Be ([TimeSpan]'04:00')
        $window.Cutoff | Should -Be ([DateTimeOffset]'2026-12-12T01:30+01:00')
    }

    It 'lists the window that the freeze takes away, with the reason' {
        Get-PatchWindow prod-web -From 2026-12-18T00:00Z -To 2027-01-04T00:00Z | Should -BeNullOrEmpty
        $policy = [PatchWindow.Policy]@{
            Name = 'nights'; TimeZone = 'UTC'; Schedules = @([PatchWindow.Schedule]@{ Text = 'Sat 22:00 for 4h' })
            Freezes = @([PatchWindow.Freeze]@{ From = '2026-12-18'; To = '2027-01-04'; Reason = 'year end' })
        }
        $frozen = $policy | Get-PatchWindow -From 2026-12-18T00:00Z -To 2027-01-04T00:00Z -IncludeFrozen
        $frozen.Count | Should -Be 3
        $frozen.State | Select-Object -Unique | Should -Be 'Frozen'
        $frozen[0].Freeze | Should -Match 'year end'
    }

    It 'says whether there is room' {
        Test-PatchWindow prod-web -At 2026-12-11T22:30+01:00 -For 2h | Should -BeTrue
        Test-PatchWindow prod-web -At 2026-12-11T21:30+01:00 | Should -BeFalse
    }

    It 'is an error that names the nearest zone when the zone is wrong' {
        { New-PatchSchedule 'Sat 22:00 for 4h Europe/Olso' -ErrorAction Stop } | Should -Throw '*Europe/Oslo*'
    }

    It 'finds what cannot do what it was written for' {
        $finding = New-PatchPolicy web -Targets '*' -Schedule 'Sat 22:00 for 4h' -Deadline @{ Critical = '5d' } | Test-PatchPolicy
        $finding.Code | Should -Be 'DeadlineShorterThanGap'
        $finding.Suggestion | Should -Not -BeNullOrEmpty
    }

    It 'has no error in the policies of <_>' -ForEach @('shop', 'three-zones', 'lab', 'cluster') {
        Test-PatchPolicy -ConfigurationPath (Join-Path $PSScriptRoot "../../examples/$_.json") -Severity Warning | Should -BeNullOrEmpty
    }

    It 'says where each value of a policy comes from' {
        (Get-PatchPolicy prod-web -Source | Where-Object Path -eq 'timeZone').Value | Should -Be 'Europe/Oslo'
    }

    It 'plans what is piped in, the same each time' {
        $patch = [PatchWindow.PendingPatch]@{ Host = 'wrk-a01'; Name = 'runc'; InstalledVersion = '1'; Version = '2'; Classification = 'Security'; Severity = 'Important'; Released = '2026-11-01' }
        $plans = 1..2 | ForEach-Object { $patch | Get-PatchPlan -ConfigurationPath (Join-Path $PSScriptRoot '../../examples/cluster.json') -From 2027-02-01T12:00+01:00 -For 30d }
        $plans[0].Hash | Should -Be $plans[1].Hash
        $plans[0].Steps.Host | Should -Be 'wrk-a01'
        ($patch | Get-PatchPlan -ConfigurationPath (Join-Path $PSScriptRoot '../../examples/cluster.json') -AsJson | ConvertFrom-Json).hash | Should -Match '^[0-9a-f]{64}$'
    }

    It 'fits its table into 100 columns' {
        $lines = (Get-PatchWindow | Out-String -Width 100) -split '\r?\n'
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 100
    }
}

Describe 'Pending patches' -Skip:(-not $withApt) {
    BeforeAll {
        $box = & (Join-Path $PSScriptRoot 'AptSandbox.ps1')
        foreach ($pair in $box.Environment.GetEnumerator()) { Set-TestVariable $pair.Key $pair.Value }
    }

    AfterAll { $box.Dispose() }

    It 'lists what apt has, with classification and decision' {
        $patch = Get-PendingPatch localhost pw-sec
        $patch.InstalledVersion, $patch.Version, $patch.Classification | Should -Be '1.0', '2.0', 'Security'
        $patch.Decision.Message | Should -Not -BeNullOrEmpty
    }

    It 'defers one, shows it deferred, and resumes it' {
        $deferral = Get-PendingPatch localhost pw-sec | Suspend-PendingPatch -For 7d -Reason 'vendor testing' -Confirm:$false
        $deferral.Reason | Should -Be 'vendor testing'
        (Get-PendingPatch localhost pw-sec).Decision.Reason | Should -Be 'Deferred'
        (Get-PatchDeferral).Name | Should -Be 'pw-sec'
        Get-PatchDeferral | Resume-PendingPatch -Confirm:$false | Out-Null
        (Get-PendingPatch localhost pw-sec).Decision.Reason | Should -Not -Be 'Deferred'
    }

    It 'denies one, says so rule by rule, and takes the denial back' {
        (Get-PendingPatch localhost pw-sec | Deny-PendingPatch -Reason 'breaks billing' -Confirm:$false).Verdict | Should -Be 'Denied'
        (Get-PendingPatch localhost pw-sec -Explain).Trace[-1] | Should -Match '^deny: Denied, denied by .*: breaks billing'
        Get-PatchApproval localhost | Remove-PatchApproval -Confirm:$false | Out-Null
        (Get-PendingPatch localhost pw-sec).Decision.Reason | Should -Not -Be 'Denied'
    }

    It 'changes nothing with -WhatIf' {
        Get-PendingPatch localhost pw-fix | Install-PendingPatch -IgnoreWindow -Reason 'test' -WhatIf | Should -BeNullOrEmpty
        $box.StateOf('pw-fix') | Should -Be 'ii 1.0'
    }

    It 'installs one in a journalled step' {
        $step = Get-PendingPatch localhost pw-fix | Install-PendingPatch -IgnoreWindow -Reason 'test' -Confirm:$false
        $step.State | Should -Be 'Succeeded'
        $step.Journal.State | Should -Be 'Planned', 'Claimed', 'Checked', 'Applying', 'Verifying', 'Succeeded'
        $box.StateOf('pw-fix') | Should -Be 'ii 1.1'
    }

    It 'refuses to leave the window aside without a reason' {
        { Get-PendingPatch localhost pw-sec | Install-PendingPatch -IgnoreWindow } | Should -Throw -ErrorId 'ReasonMissing*'
        $box.StateOf('pw-sec') | Should -Be 'ii 1.0'
    }

    It 'tests a host, and would finish what was interrupted there' {
        (Test-PatchHost localhost).Code | Should -Not -Contain 'PackageManagerInterrupted'
        $status = $box.In('var/lib/dpkg/status')
        [IO.File]::WriteAllText($status, ([IO.File]::ReadAllText($status) -replace '(?m)(^Package: pw-plain\nStatus: install ok )installed', '${1}half-configured'))
        (Test-PatchHost localhost).Code | Should -Contain 'PackageManagerInterrupted'
        Test-PatchHost localhost | Where-Object Code -eq PackageManagerInterrupted | Repair-PatchHost -WhatIf | Should -BeNullOrEmpty
        (Test-PatchHost localhost).Code | Should -Contain 'PackageManagerInterrupted'
    }

    It 'says of a host that it cannot reach why, and lists the others' {
        $file = Join-Path $TestDrive 'hosts.json'
        [IO.File]::WriteAllText($file, '{ "hosts": [ { "name": "localhost", "transport": "local" }, { "name": "nowhere.invalid", "transport": "ssh" }, { "name": "win01.invalid", "transport": "psrp" } ] }')
        $patches = Get-PendingPatch -ConfigurationPath $file -ErrorVariable errors -ErrorAction SilentlyContinue
        $patches.Host | Sort-Object -Unique | Should -Be 'localhost'
        ($errors.FullyQualifiedErrorId -replace ',.*' | Sort-Object) | Should -Be 'PowerShellRemotingMissing', 'Unreachable'
    }
}
