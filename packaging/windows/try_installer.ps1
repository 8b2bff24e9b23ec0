# Installs what was built silently, tries it, installs over it, uninstalls: the ledger stays.
# Run from the project's folder on Windows, in PowerShell: ./packaging/windows/try_installer.ps1
$ErrorActionPreference = "Stop"

function Need($condition, $words) {
    if (-not $condition) { throw "FAILED: $words" }
    Write-Output "ok     $words"
}

$installer = Get-ChildItem build/packages/huanqing-*-setup.exe | Select-Object -First 1
$program = "$env:LOCALAPPDATA\Programs\Huanqing"
$data = "$env:LOCALAPPDATA\huanqing"

$done = Start-Process $installer.FullName -ArgumentList "/S" -Wait -PassThru
Need ($done.ExitCode -eq 0) "installs silently"
Need (Test-Path "$env:APPDATA\Microsoft\Windows\Start Menu\Programs\*Huanqing.lnk") "adds a menu entry"
Need ((Get-ItemProperty "HKCU:\Software\Classes\.huanqing").'(default)' -eq "Huanqing.Ledger") "opens ledgers"
& "$program\huanqing.exe" import src\huanqing\samples\sample_jd_v2.csv
Need ($LASTEXITCODE -eq 0) "books a bill"
python packaging/smoke/smoke_test.py "$program\huanqing.exe"
Need ($LASTEXITCODE -eq 0) "passes the smoke test where it is installed"

# As a double click does it: the window opens and stays.
$window = Start-Process "$program\huanqing-gui.exe" -PassThru
Start-Sleep -Seconds 10
Need (-not $window.HasExited) "opens its window"
$refused = Start-Process $installer.FullName -ArgumentList "/S" -Wait -PassThru
Need ($refused.ExitCode -eq 2) "is not replaced while it runs"
Stop-Process -Id $window.Id
Wait-Process -Id $window.Id -ErrorAction SilentlyContinue

Set-Content "$program\_internal\of_the_version_before.txt" "old"
$done = Start-Process $installer.FullName -ArgumentList "/S" -Wait -PassThru
Need ($done.ExitCode -eq 0) "upgrades silently"
Need (-not (Test-Path "$program\_internal\of_the_version_before.txt")) "leaves nothing of the version before"

Start-Process "$program\uninstall.exe" -ArgumentList "/S" -Wait
for ($i = 0; $i -lt 60 -and (Test-Path "$program\uninstall.exe"); $i++) { Start-Sleep -Seconds 1 }
Need (-not (Test-Path $program)) "uninstalls"
Need (Test-Path "$data\ledger.huanqing") "leaves the ledger"
Need (-not (Test-Path "HKCU:\Software\Classes\.huanqing")) "leaves no association"
