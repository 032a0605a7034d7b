<#
.SYNOPSIS
    How long it takes until the first window: console, import, first command.
.DESCRIPTION
    Each figure is the median of fresh processes. The peer is the bare engine in the same console: what PowerShell itself costs.
    The module is measured as staged (compiled ahead of time for this platform) and without that set, on the same machine in
    the same run. Prints a table; bench/startup.md holds the last one.
#>
param([int] $Runs = 9)

$ErrorActionPreference = 'Stop'
$root = [IO.Path]::GetDirectoryName($PSScriptRoot)
$console = [IO.Path]::Combine($root, 'out', 'artifacts', 'bin', 'PatchWindow.Console', 'release', 'PatchWindow.Console.dll')
$staged = [IO.Directory]::GetDirectories([IO.Path]::Combine($root, 'out', 'PatchWindow'))[0]
$policies = [IO.Path]::Combine($root, 'examples', 'patchwindow.json')

# The same module without what was compiled ahead of time.
$plain = [IO.Path]::Combine([IO.Path]::GetTempPath(), 'patchwindow-bench-' + [Guid]::NewGuid().ToString('N'))
foreach ($file in [IO.Directory]::GetFiles($staged, '*', [IO.SearchOption]::AllDirectories)) {
    $relative = $file.Substring($staged.Length + 1)
    if ($relative -match '^dependencies.net10\.0.(linux|osx|win)[^\\/]*[\\/]') { continue }
    $target = [IO.Path]::Combine($plain, $relative)
    [void][IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($target))
    [IO.File]::Copy($file, $target)
}

function Median([double[]] $values) { [Array]::Sort($values); $values[[int][Math]::Floor($values.Length / 2)] }

# A script of its own for each measurement: the console imports the staged module by itself before a -Command.
function Measure-Script([string] $text) {
    $script = [IO.Path]::Combine($plain, 'measure.ps1')
    [IO.File]::WriteAllText($script, $text)
    $whole = [Collections.Generic.List[double]]::new()
    $inner = [Collections.Generic.List[double]]::new()
    for ($i = 0; $i -lt $Runs + 1; $i++) {
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $printed = @(& dotnet exec $console $script)
        $elapsed = $clock.Elapsed.TotalMilliseconds
        if ($LASTEXITCODE -ne 0) { throw "The measured script failed: $printed" }
        if ($i -eq 0) { continue } # the first one warms the disk
        $whole.Add($elapsed)
        if ($printed.Count) { $inner.Add([double]::Parse($printed[-1], [Globalization.CultureInfo]::InvariantCulture)) }
    }
    [pscustomobject]@{ Whole = Median $whole.ToArray(); Inner = if ($inner.Count) { Median $inner.ToArray() } else { 0 } }
}

function Timed([string] $before, [string] $measured) {
    "$before`n`$clock = [Diagnostics.Stopwatch]::StartNew()`n$measured`n`$clock.Elapsed.TotalMilliseconds.ToString([Globalization.CultureInfo]::InvariantCulture)"
}

try {
    $manifest = { param($folder) "Import-Module '" + [IO.Path]::Combine($folder, 'PatchWindow.psd1').Replace("'", "''") + "'" }
    $first = "`$null = Get-PatchWindow -ConfigurationPath '" + $policies.Replace("'", "''") + "'"
    $engine = Measure-Script '$null = 1'
    $rows = foreach ($set in @(@('as staged', $staged), @('without ahead-of-time code', $plain))) {
        $import = & $manifest $set[1]
        $whole = Measure-Script "$import`n$first"
        $importing = Measure-Script (Timed '' $import)
        $window = Measure-Script (Timed $import $first)
        '| {0} | {1:0} | {2:0} | {3:0} | {4:0.00} |' -f $set[0], $importing.Inner, $window.Inner, $whole.Whole, ($whole.Whole / $engine.Whole)
    }
    "Medians of $Runs processes, ms; $([Environment]::ProcessorCount) cores, .NET $([Environment]::Version), engine alone: $($engine.Whole.ToString('0')) ms"
    ''
    '| module | Import-Module | first Get-PatchWindow | process start to first window | ratio to the engine alone |'
    '|---|---|---|---|---|'
    $rows
}
finally { [IO.Directory]::Delete($plain, $true) }
