<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>BugDialog</name>
    <message>
        <source>Something unexpected happened</source>
        <translation>发生了意外错误</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>This is a fault of Huanqing. Your ledger is as it was after the last action.</source>
        <translation>这是还清的错误。账本保持在上一次操作之后的状态。</translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Recognised as</source>
        <translation>识别为</translation>
    </message>
    <message>
        <source>Totals</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Not stated</source>
        <translation>未注明</translation>
    </message>
    <message>
        <source>Agree</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>Differ</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>Stated</source>
        <translation>文件所列</translation>
    </message>
    <message>
        <source>Computed</source>
        <translation>计算结果</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录数</translation>
    </message>
    <message>
        <source>Income</source>
        <translation>收入</translation>
    </message>
    <message>
        <source>Spending</source>
        <translation>支出</translation>
    </message>
    <message>
        <source>Neutral</source>
        <translation>不计收支</translation>
    </message>
    <message>
        <source>Paid in instalments, how many?</source>
        <translation>分期付款，共几期待填</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation>已退款</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>处理结果</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>导入时间</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>Booked</source>
        <translation>已入账</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Counterparty</source>
        <translation>商户</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>支付方式</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Statement date</source>
        <translation>账单日</translation>
    </message>
    <message>
        <source>Due date</source>
        <translation>还款日</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>总额</translation>
    </message>
    <message>
        <source>Principal</source>
        <translation>本金</translation>
    </message>
    <message>
        <source>Fees</source>
        <translation>服务费</translation>
    </message>
    <message>
        <source>Penalty</source>
        <translation>违约金</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>已还</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>待还</translation>
    </message>
    <message>
        <source>Bought on</source>
        <translation>购买日期</translation>
    </message>
    <message>
        <source>Purchase</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>期数</translation>
    </message>
    <message>
        <source>Fee</source>
        <translation>服务费</translation>
    </message>
</context>
<context>
    <name>DropZone</name>
    <message>
        <source>Drop bills here</source>
        <translation>把账单拖到这里</translation>
    </message>
    <message>
        <source>CSV or ZIP from JD. Nothing is written before the preview.</source>
        <translation>京东导出的 CSV 或 ZIP。预览之前不会写入任何内容。</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>选择文件…</translation>
    </message>
</context>
<context>
    <name>EditHistory</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Undo: {0}</source>
        <translation>撤销：{0}</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Redo: {0}</source>
        <translation>重做：{0}</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>This is no bill that Huanqing knows. Export it again as CSV from JD, Alipay or WeChat.</source>
        <translation>还清不认识这份账单。请从京东、支付宝或微信重新导出 CSV。</translation>
    </message>
    <message>
        <source>The text cannot be read. Export the bill again and do not save it with another program.</source>
        <translation>文字无法读取。请重新导出账单，不要用其他程序另存。</translation>
    </message>
    <message>
        <source>The archive is locked. Type the password that came with the export.</source>
        <translation>压缩包有密码。请输入导出时收到的密码。</translation>
    </message>
    <message>
        <source>The password does not open the archive. Check it and type it again.</source>
        <translation>密码不对，无法打开压缩包。请检查后重新输入。</translation>
    </message>
    <message>
        <source>The archive is damaged or of an unknown kind. Download it once more.</source>
        <translation>压缩包已损坏或类型未知。请重新下载。</translation>
    </message>
    <message>
        <source>The archive holds no bill. Choose the file that JD sent you.</source>
        <translation>压缩包里没有账单。请选择京东发给你的文件。</translation>
    </message>
    <message>
        <source>The ledger refused this. Nothing was changed.</source>
        <translation>账本拒绝了这项操作，没有任何改动。</translation>
    </message>
    <message>
        <source>Something unexpected happened. Nothing was changed.</source>
        <translation>发生了意外错误，没有任何改动。</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was changed.</source>
        <translation>已取消，没有任何改动。</translation>
    </message>
    <message>
        <source>The file cannot be read as a bill.</source>
        <translation>这个文件无法作为账单读取。</translation>
    </message>
    <message>
        <source>The file is larger than {0} MB. Export a shorter time and try again.</source>
        <translation>文件超过 {0} MB。请导出较短的时间段再试。</translation>
    </message>
    <message>
        <source>The file cannot be read: {0}. Check that it is there and not locked.</source>
        <translation>文件无法读取：{0}。请确认它存在且未被占用。</translation>
    </message>
    <message>
        <source>Later entries rest on this import. Undo those first.</source>
        <translation>后面的记录依赖这次导入，请先撤销那些记录。</translation>
    </message>
    <message>
        <source>The ledger file {0} cannot be used. Restore a backup or open another one.</source>
        <translation>账本文件 {0} 无法使用。请恢复备份或打开另一个账本。</translation>
    </message>
    <message>
        <source>A program of {0} on {1} that has ended left a lock on {2}. It is safe to open it.</source>
        <translation>{1} 上 {0} 的程序已经结束，但留下了对 {2} 的锁。可以放心打开。</translation>
    </message>
    <message>
        <source>{0} on {1} has {2} open. Close it there, then try again.</source>
        <translation>{1} 上的 {0} 正在使用 {2}。请在那里关闭后再试。</translation>
    </message>
    <message>
        <source>{0} was written by a newer Huanqing. Install that version to open it.</source>
        <translation>{0} 由更新版本的还清写入。请安装该版本后打开。</translation>
    </message>
    <message>
        <source>{0} is no ledger of Huanqing. Choose another.</source>
        <translation>{0} 不是还清的账本。请选择其他文件。</translation>
    </message>
    <message>
        <source>{0} is damaged. It was left as it is: restore a backup.</source>
        <translation>{0} 已损坏，文件保持原样。请恢复备份。</translation>
    </message>
    <message>
        <source>{0} could not be brought to this version and was left as it is.</source>
        <translation>{0} 无法升级到本版本，文件保持原样。</translation>
    </message>
    <message>
        <source>The file breaks its format at {0}.</source>
        <translation>文件在 {0} 处不符合格式。</translation>
    </message>
    <message>
        <source>This is no amount of money. Type it like 1234.56.</source>
        <translation>这不是金额。请按 1234.56 的样子输入。</translation>
    </message>
    <message>
        <source>The repayment is {0} more than what is owed. Lower it.</source>
        <translation>还款比待还金额多 {0}，请减少。</translation>
    </message>
    <message>
        <source>The refund is above what is left of the purchase, {0}. Lower it.</source>
        <translation>退款超过了订单剩余的 {0}，请减少。</translation>
    </message>
    <message>
        <source>The purchase {0} is not in the ledger. Import the earlier bill first.</source>
        <translation>账本中没有订单 {0}，请先导入更早的账单。</translation>
    </message>
    <message>
        <source>At most {0} of this statement can be split. Choose a smaller amount.</source>
        <translation>这期账单最多可分期 {0}，请选择较小的金额。</translation>
    </message>
    <message>
        <source>The parts of the repayment do not fit what is owed. Check them.</source>
        <translation>还款的分配与待还金额不符，请检查。</translation>
    </message>
    <message>
        <source>The field {0} holds a value that is not allowed. Correct it.</source>
        <translation>字段 {0} 的值不被允许，请改正。</translation>
    </message>
</context>
<context>
    <name>FailureRow</name>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Password of {0}</source>
        <translation>{0} 的密码</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>Formatting</name>
    <message>
        <source>d MMM yyyy</source>
        <translation>yyyy-MM-dd</translation>
    </message>
    <message>
        <source>d MMMM</source>
        <translation>M月d日</translation>
    </message>
</context>
<context>
    <name>HistoryCard</name>
    <message>
        <source>Imports so far</source>
        <translation>导入历史</translation>
    </message>
    <message>
        <source>Undo import</source>
        <translation>撤销导入</translation>
    </message>
    <message>
        <source>Undo the selected import</source>
        <translation>撤销选中的导入</translation>
    </message>
    <message>
        <source>Nothing was imported yet.</source>
        <translation>还没有导入过账单。</translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message>
        <source>Choose other files…</source>
        <translation>选择其他文件…</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Drop the preview; nothing was written</source>
        <translation>放弃预览，没有写入任何内容</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>确认导入</translation>
    </message>
    <message>
        <source>Book these rows as one import</source>
        <translation>把这些行作为一次导入记入账本</translation>
    </message>
    <message>
        <source>Bills ({0})</source>
        <translation>账单 ({0})</translation>
    </message>
    <message>
        <source>Choose bills</source>
        <translation>选择账单</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
</context>
<context>
    <name>ImportViewModel</name>
    <message>
        <source>The ledger knows all of these rows already. Nothing is to be done.</source>
        <translation>这些行账本里都已经有了，无需导入。</translation>
    </message>
    <message>
        <source>Undo this import</source>
        <translation>撤销这次导入</translation>
    </message>
    <message>
        <source>Imported: 1 new row.</source>
        <translation>已导入：新增 1 行。</translation>
    </message>
    <message>
        <source>Imported: {0} new rows.</source>
        <translation>已导入：新增 {0} 行。</translation>
    </message>
    <message>
        <source>1 row waits for your decision.</source>
        <translation>有 1 行等待你决定。</translation>
    </message>
    <message>
        <source>{0} rows wait for your decision.</source>
        <translation>有 {0} 行等待你决定。</translation>
    </message>
    <message>
        <source>The import was undone.</source>
        <translation>导入已撤销。</translation>
    </message>
</context>
<context>
    <name>Labels</name>
    <message>
        <source>Purchase</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Repayment</source>
        <translation>还款</translation>
    </message>
    <message>
        <source>Adjustment</source>
        <translation>调整</translation>
    </message>
    <message>
        <source>Statement instalment</source>
        <translation>账单分期</translation>
    </message>
    <message>
        <source>Early settlement</source>
        <translation>提前结清</translation>
    </message>
    <message>
        <source>Other spending</source>
        <translation>其他支出</translation>
    </message>
    <message>
        <source>Other refund</source>
        <translation>其他退款</translation>
    </message>
    <message>
        <source>Other income</source>
        <translation>其他收入</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>转账</translation>
    </message>
    <message>
        <source>Authorisation</source>
        <translation>预授权</translation>
    </message>
    <message>
        <source>Other loan</source>
        <translation>其他贷款</translation>
    </message>
    <message>
        <source>To review</source>
        <translation>待确认</translation>
    </message>
    <message>
        <source>Unbilled</source>
        <translation>未出账</translation>
    </message>
    <message>
        <source>Billed</source>
        <translation>已出账</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>已还清</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>逾期</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>无变化</translation>
    </message>
    <message>
        <source>Linked</source>
        <translation>已关联</translation>
    </message>
    <message>
        <source>Memo</source>
        <translation>备忘</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>待确认</translation>
    </message>
    <message>
        <source>Paid with Baitiao</source>
        <translation>用白条支付</translation>
    </message>
    <message>
        <source>Paid with something else</source>
        <translation>用其他方式支付</translation>
    </message>
    <message>
        <source>Refunded to Baitiao</source>
        <translation>退回白条</translation>
    </message>
    <message>
        <source>Refunded elsewhere</source>
        <translation>退到其他账户</translation>
    </message>
    <message>
        <source>Baitiao was repaid</source>
        <translation>白条还款</translation>
    </message>
    <message>
        <source>Moved between own accounts</source>
        <translation>自己账户间转移</translation>
    </message>
    <message>
        <source>Income</source>
        <translation>收入</translation>
    </message>
    <message>
        <source>Belongs to Jintiao, another loan</source>
        <translation>属于金条，是另一笔贷款</translation>
    </message>
    <message>
        <source>Pay-later authorisation</source>
        <translation>先享后付授权</translation>
    </message>
    <message>
        <source>Amount frozen or released</source>
        <translation>金额冻结或解冻</translation>
    </message>
    <message>
        <source>Row not understood</source>
        <translation>无法识别的行</translation>
    </message>
    <message>
        <source>Direction not understood</source>
        <translation>无法识别收/支</translation>
    </message>
    <message>
        <source>Status not understood</source>
        <translation>无法识别交易状态</translation>
    </message>
    <message>
        <source>Status does not fit the row</source>
        <translation>交易状态与内容不符</translation>
    </message>
    <message>
        <source>Neutral row not understood</source>
        <translation>无法识别的不计收支行</translation>
    </message>
    <message>
        <source>A refund listed as spending</source>
        <translation>退款被列为支出</translation>
    </message>
    <message>
        <source>Purchase of this refund not found</source>
        <translation>找不到退款对应的订单</translation>
    </message>
    <message>
        <source>The refunded amount changed</source>
        <translation>退款金额有变化</translation>
    </message>
    <message>
        <source>Income on Baitiao</source>
        <translation>白条上的收入</translation>
    </message>
    <message>
        <source>import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>removal of an import</source>
        <translation>移除一次导入</translation>
    </message>
    <message>
        <source>loading of a ledger</source>
        <translation>载入账本</translation>
    </message>
    <message>
        <source>JD</source>
        <translation>京东</translation>
    </message>
    <message>
        <source>Alipay</source>
        <translation>支付宝</translation>
    </message>
    <message>
        <source>WeChat Pay</source>
        <translation>微信支付</translation>
    </message>
    <message>
        <source>{0} of 1 file</source>
        <translation>{0} 1 个文件</translation>
    </message>
    <message>
        <source>{0} of {1} files</source>
        <translation>{0} {1} 个文件</translation>
    </message>
</context>
<context>
    <name>LimitCard</name>
    <message>
        <source>Total limit</source>
        <translation>总额度</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>已用</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source> (demo)</source>
        <translation>（演示）</translation>
    </message>
    <message>
        <source>The language changes at the next start.</source>
        <translation>语言将在下次启动时更改。</translation>
    </message>
    <message>
        <source>About Huanqing</source>
        <translation>关于还清</translation>
    </message>
    <message>
        <source>A local ledger for JD Baitiao. It works offline and needs no account. It is not a program of JD and not affiliated with JD.</source>
        <translation>京东白条的本地账本，离线使用，无需账号。本程序不是京东的产品，与京东没有任何关联。</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Hide amounts</source>
        <translation>隐藏金额</translation>
    </message>
    <message>
        <source>About Huanqing</source>
        <translation>关于还清</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>查看(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭这条消息</translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Import bills</source>
        <translation>导入账单</translation>
    </message>
    <message>
        <source>Open the import page</source>
        <translation>打开导入页面</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
    <message>
        <source>Next due</source>
        <translation>下次应还</translation>
    </message>
    <message>
        <source>Everything owed</source>
        <translation>全部待还</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>逾期</translation>
    </message>
    <message>
        <source>The ledger is empty</source>
        <translation>账本还是空的</translation>
    </message>
    <message>
        <source>Import a bill from JD to see what you owe and when.</source>
        <translation>导入京东账单，看看欠多少、何时还。</translation>
    </message>
    <message>
        <source>Recent entries</source>
        <translation>最近记录</translation>
    </message>
</context>
<context>
    <name>OverviewViewModel</name>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Available limit</source>
        <translation>可用额度</translation>
    </message>
    <message>
        <source>The limit is frozen</source>
        <translation>额度已冻结</translation>
    </message>
    <message>
        <source>Unknown: enter your limit</source>
        <translation>未知：请填写你的额度</translation>
    </message>
    <message>
        <source>More is used than the limit</source>
        <translation>已用超过总额度</translation>
    </message>
    <message>
        <source>Nothing is due</source>
        <translation>没有应还款项</translation>
    </message>
    <message>
        <source>due {0}, {1}</source>
        <translation>{0}到期，{1}</translation>
    </message>
    <message>
        <source>{0}, not billed yet</source>
        <translation>{0}，尚未出账</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>明天</translation>
    </message>
    <message>
        <source>1 day ago</source>
        <translation>1 天前</translation>
    </message>
    <message>
        <source>{0} days ago</source>
        <translation>{0} 天前</translation>
    </message>
    <message>
        <source>in {0} days</source>
        <translation>还有 {0} 天</translation>
    </message>
    <message>
        <source>Over all statements</source>
        <translation>所有账单合计</translation>
    </message>
    <message>
        <source>1 entry waits for your answer</source>
        <translation>有 1 条记录等待你回答</translation>
    </message>
    <message>
        <source>{0} entries wait for your answer</source>
        <translation>有 {0} 条记录等待你回答</translation>
    </message>
    <message>
        <source>1 statement is overdue: pay today</source>
        <translation>有 1 期账单逾期：请今天还款</translation>
    </message>
    <message>
        <source>{0} statements are overdue: pay today</source>
        <translation>有 {0} 期账单逾期：请今天还款</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
    <message>
        <source>Statements</source>
        <translation>账单</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
</context>
<context>
    <name>PreviewPanel</name>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Totals</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Show rows with outcome</source>
        <translation>按处理结果筛选</translation>
    </message>
    <message>
        <source>All rows</source>
        <translation>全部行</translation>
    </message>
    <message>
        <source>Recognised files</source>
        <translation>识别出的文件</translation>
    </message>
    <message>
        <source>Totals of the file</source>
        <translation>文件合计</translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>The ledger cannot be opened</source>
        <translation>账本无法打开</translation>
    </message>
    <message>
        <source>Open it anyway</source>
        <translation>仍然打开</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>StatementsPage</name>
    <message>
        <source>Statements</source>
        <translation>账单</translation>
    </message>
    <message>
        <source>Instalments</source>
        <translation>分期明细</translation>
    </message>
    <message>
        <source>No statement yet</source>
        <translation>还没有账单</translation>
    </message>
    <message>
        <source>Statements appear here once purchases are in the ledger.</source>
        <translation>账本里有了订单，账单就会显示在这里。</translation>
    </message>
    <message>
        <source>Import bills</source>
        <translation>导入账单</translation>
    </message>
</context>
<context>
    <name>StatementsViewModel</name>
    <message>
        <source>Instalments</source>
        <translation>分期明细</translation>
    </message>
    <message>
        <source>Instalments of {0}</source>
        <translation>{0} 账单的分期明细</translation>
    </message>
</context>
<context>
    <name>TaskIndicator</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stop the running task; nothing is changed</source>
        <translation>停止正在进行的任务，不会有任何改动</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>处理中…</translation>
    </message>
</context>
</TS>
