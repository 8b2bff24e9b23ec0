; The Windows installer: for one user, without an administrator's rights, into the user's own programs.
;
; makensis -WX -DVERSION=0.1.0 -DVERSION4=0.1.0.0 -DSTAGE=FOLDER -DART=FOLDER -DOUTPUT=FILE huanqing.nsi
; (packaging/windows/build.py does it.) SIGN, if given, is a command that signs the file named after it.
;
; Silent: huanqing-setup.exe /S [/NOASSOC] [/DESKTOP] [/D=C:\Folder without quotes, last]
;         uninstall.exe /S
; Exit status: 0 done, 1 cancelled by the user, 2 refused (the program runs, or Windows is too old).

Unicode true
!ifdef TARGET
  Target ${TARGET}
!endif
SetCompressor /SOLID lzma
SetDateSave off
ManifestDPIAware true
RequestExecutionLevel user

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "WinVer.nsh"
!include "x64.nsh"

!define APP "Huanqing"
!define LEDGER_CLASS "Huanqing.Ledger"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${APP}"
!define CLASSES "Software\Classes"

Name "还清 Huanqing"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\${APP}"
InstallDirRegKey HKCU "${UNINSTALL_KEY}" "InstallLocation"
BrandingText "还清 Huanqing ${VERSION}"

!ifdef SIGN
  !finalize '${SIGN} "%1"'
  !uninstfinalize '${SIGN} "%1"'
!endif

VIProductVersion "${VERSION4}"
VIAddVersionKey /LANG=0 "ProductName" "还清 Huanqing"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileDescription" "还清 Huanqing setup"
VIAddVersionKey /LANG=0 "CompanyName" "The Huanqing authors"
VIAddVersionKey /LANG=0 "LegalCopyright" "The Huanqing authors, MIT licence"

!define MUI_ICON "${ART}/huanqing.ico"
!define MUI_UNICON "${ART}/huanqing.ico"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\huanqing-gui.exe"
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "English"

LangString NAME_PROGRAM ${LANG_SIMPCHINESE} "程序（必需）"
LangString NAME_PROGRAM ${LANG_ENGLISH} "The program (required)"
LangString NAME_FILES ${LANG_SIMPCHINESE} "双击打开 .huanqing 账本"
LangString NAME_FILES ${LANG_ENGLISH} "Open .huanqing ledgers with it"
LangString NAME_DESKTOP ${LANG_SIMPCHINESE} "桌面快捷方式"
LangString NAME_DESKTOP ${LANG_ENGLISH} "A shortcut on the desktop"
LangString LEDGER_NAME ${LANG_SIMPCHINESE} "还清账本"
LangString LEDGER_NAME ${LANG_ENGLISH} "Huanqing ledger"
LangString IS_RUNNING ${LANG_SIMPCHINESE} "还清正在运行。请先关闭它，再点“重试”。"
LangString IS_RUNNING ${LANG_ENGLISH} "Huanqing is running. Close it, then choose Retry."
LangString TOO_OLD ${LANG_SIMPCHINESE} "还清需要 64 位的 Windows 10（1809 或更新）。"
LangString TOO_OLD ${LANG_ENGLISH} "Huanqing needs Windows 10 (1809 or later), 64 bit."
LangString DATA_STAYS ${LANG_SIMPCHINESE} "程序已卸载。账本仍在 $LOCALAPPDATA\huanqing，没有改动。"
LangString DATA_STAYS ${LANG_ENGLISH} "The program is gone. Your ledger stays untouched in $LOCALAPPDATA\huanqing."

; A program that runs holds its file: it can be opened for reading, but not for writing.
!macro WaitUntilClosed un
Function ${un}WaitUntilClosed
  ${If} ${FileExists} "$INSTDIR\huanqing-gui.exe"
    again:
    ClearErrors
    FileOpen $0 "$INSTDIR\huanqing-gui.exe" a
    ${If} ${Errors}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(IS_RUNNING)" /SD IDCANCEL IDRETRY again
      SetErrorLevel 2
      Abort
    ${EndIf}
    FileClose $0
  ${EndIf}
FunctionEnd
!macroend
!insertmacro WaitUntilClosed ""
!insertmacro WaitUntilClosed "un."

Section "$(NAME_PROGRAM)" PROGRAM
  SectionIn RO
  SetShellVarContext current
  Call WaitUntilClosed
  ; An upgrade leaves nothing of the version before; a ledger is never in these folders.
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\licences"
  SetOutPath "$INSTDIR"
  File /r "${STAGE}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\还清 Huanqing.lnk" "$INSTDIR\huanqing-gui.exe"

  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "还清 Huanqing"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\huanqing-gui.exe"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "The Huanqing authors"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" $0
SectionEnd

Section "$(NAME_FILES)" FILES
  WriteRegStr HKCU "${CLASSES}\${LEDGER_CLASS}" "" "$(LEDGER_NAME)"
  WriteRegStr HKCU "${CLASSES}\${LEDGER_CLASS}\DefaultIcon" "" "$INSTDIR\huanqing-gui.exe,0"
  WriteRegStr HKCU "${CLASSES}\${LEDGER_CLASS}\shell\open\command" "" '"$INSTDIR\huanqing-gui.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\.huanqing" "" "${LEDGER_CLASS}"
  WriteRegStr HKCU "${CLASSES}\.huanqing" "Content Type" "application/x-huanqing-ledger"
  WriteRegStr HKCU "${CLASSES}\.huanqing\OpenWithProgids" "${LEDGER_CLASS}" ""
  ${RefreshShellIcons}
SectionEnd

Section /o "$(NAME_DESKTOP)" DESKTOP
  SetShellVarContext current
  CreateShortcut "$DESKTOP\还清 Huanqing.lnk" "$INSTDIR\huanqing-gui.exe"
SectionEnd

Function .onInit
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "$(TOO_OLD)" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/NOASSOC" $R1
  ${IfNot} ${Errors}
    !insertmacro UnselectSection ${FILES}
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "/DESKTOP" $R1
  ${IfNot} ${Errors}
    !insertmacro SelectSection ${DESKTOP}
  ${EndIf}
FunctionEnd

Section "Uninstall"
  SetShellVarContext current
  Call un.WaitUntilClosed
  Delete "$SMPROGRAMS\还清 Huanqing.lnk"
  Delete "$DESKTOP\还清 Huanqing.lnk"
  ; By name, never the folder as a whole: whatever else somebody put there stays.
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\licences"
  Delete "$INSTDIR\huanqing.exe"
  Delete "$INSTDIR\huanqing-gui.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"

  DeleteRegKey HKCU "${CLASSES}\${LEDGER_CLASS}"
  DeleteRegValue HKCU "${CLASSES}\.huanqing\OpenWithProgids" "${LEDGER_CLASS}"
  ReadRegStr $0 HKCU "${CLASSES}\.huanqing" ""
  ${If} $0 == "${LEDGER_CLASS}"
    DeleteRegKey HKCU "${CLASSES}\.huanqing"
  ${EndIf}
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  ${un.RefreshShellIcons}
  MessageBox MB_OK|MB_ICONINFORMATION "$(DATA_STAYS)" /SD IDOK
SectionEnd
