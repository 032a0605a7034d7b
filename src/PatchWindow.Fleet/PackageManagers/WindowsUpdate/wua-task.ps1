# Run as SYSTEM by the scheduled task that wua-apply.ps1 makes: reads which updates to install, and leaves the result in a file.
$mark = [string] $args[0]
if ($mark -notmatch '\A[0-9a-f]{32}\z') { throw 'no mark' }
$file = [IO.Path]::Combine((Get-StateFolder), $mark)
$answer = @(Invoke-Apply ([IO.File]::ReadAllLines($file + '.request')))
# Whole or not at all: whoever waits reads it as soon as it is there.
[IO.File]::WriteAllText($file + '.writing', ($answer -join "`n"))
[IO.File]::Move($file + '.writing', $file + '.result')
# A session that is gone does not tidy up.
try {
    $service = New-UpdateObject 'Schedule.Service'
    $service.Connect()
    $service.GetFolder('\').DeleteTask('PatchWindow-' + $mark, 0)
    [IO.File]::Delete($file + '.ps1')
    [IO.File]::Delete($file + '.request')
}
catch {
    # What is left over does no harm, and the result is there.
}
