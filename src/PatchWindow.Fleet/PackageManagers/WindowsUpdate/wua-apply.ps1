# Installs the updates named by the arguments: here, or from a session that came over the network as a scheduled task, because
# Windows Update Agent refuses such a session with E_ACCESSDENIED. The arguments are the mark of the end, the script of the task, and
# UpdateID.RevisionNumber of each update. The task goes on when the session is lost, and its result stays in a file named by the mark.
$mark = [string] $args[0]
$task = [string] $args[1]
$identities = @(for ($i = 2; $i -lt $args.Length; $i++) { [string] $args[$i] })

function Invoke-Task {
    if ($mark -notmatch '\A[0-9a-f]{32}\z') { Stop-With 0x80070057 'the mark is none' }
    Assert-Identity $identities
    $step.Name = 'task'
    $folder = Get-StateFolder
    [void] [IO.Directory]::CreateDirectory($folder)
    $file = [IO.Path]::Combine($folder, $mark)
    [IO.File]::WriteAllText($file + '.ps1', $task)
    [IO.File]::WriteAllLines($file + '.request', [string[]] $identities)
    $service = New-UpdateObject 'Schedule.Service'
    $service.Connect()
    $definition = $service.NewTask(0)
    $definition.RegistrationInfo.Description = 'PatchWindow installs updates; deletes itself when it has ended.'
    $definition.Settings.ExecutionTimeLimit = 'PT0S'
    $definition.Settings.DisallowStartIfOnBatteries = $false
    $definition.Settings.StopIfGoingOnBatteries = $false
    $action = $definition.Actions.Create(0)
    $action.Path = '%SystemRoot%\System32\WindowsPowerShell\v1.0\powershell.exe'
    $action.Arguments = '-NoProfile -NonInteractive -ExecutionPolicy Bypass -File "{0}.ps1" {1}' -f $file, $mark
    # 6 is TASK_CREATE_OR_UPDATE, 5 is TASK_LOGON_SERVICE_ACCOUNT.
    $registered = $service.GetFolder('\').RegisterTaskDefinition('PatchWindow-' + $mark, $definition, 6, 'SYSTEM', $null, 5)
    [void] $registered.Run($null)
    $idle = 0
    while (-not [IO.File]::Exists($file + '.result')) {
        # 2 and 4 are queued and running. One that was just told to run may be neither yet; what has ended without a result will have none.
        $state = Get-TaskState $service
        $idle = $(if ($state -eq 2 -or $state -eq 4) { 0 } else { $idle + 1 })
        if ($idle -ge 30 -and -not [IO.File]::Exists($file + '.result')) {
            Stop-With 0x8004130f 'the scheduled task ended and left no result'
        }
        Wait-Moment
    }
    [IO.File]::ReadAllLines($file + '.result')
    [IO.File]::Delete($file + '.result')
}

function Get-TaskState($Service) {
    # It deletes itself after it has left its result.
    try { $Service.GetFolder('\').GetTask('PatchWindow-' + $mark).State } catch { 0 }
}

$answer = @(if (Test-RemoteSession) {
    try {
        Invoke-Task
    }
    catch {
        1
        Format-Failure 'apply' $_
    }
}
else {
    Invoke-Apply $identities
})
$answer[1]
"@@end $mark $($answer[0])"
