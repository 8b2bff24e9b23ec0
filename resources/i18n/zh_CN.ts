<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Huanqing</source>
        <translation>关于还清</translation>
    </message>
    <message>
        <source>A local ledger for JD Baitiao. It works offline and needs no account.</source>
        <translation>京东白条的本地账本：离线使用，无需注册账号。</translation>
    </message>
    <message>
        <source>It is not a program of JD, and JD has nothing to do with it.</source>
        <translation>它不是京东的软件，与京东没有任何关系。</translation>
    </message>
    <message>
        <source>Free software under the MIT licence, without any warranty.</source>
        <translation>自由软件，采用 MIT 许可证，不提供任何担保。</translation>
    </message>
    <message>
        <source>Built with Qt {0} under the LGPL.</source>
        <translation>使用 Qt {0}（LGPL 许可）构建。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>AccountSection</name>
    <message>
        <source>Billing rules</source>
        <translation>出账规则</translation>
    </message>
    <message>
        <source>Enter them…</source>
        <translation>填写…</translation>
    </message>
    <message>
        <source>Credit limit</source>
        <translation>额度</translation>
    </message>
    <message>
        <source>Add a limit…</source>
        <translation>添加额度…</translation>
    </message>
    <message>
        <source>Freezes</source>
        <translation>额度冻结</translation>
    </message>
    <message>
        <source>Add a freeze…</source>
        <translation>添加冻结…</translation>
    </message>
    <message>
        <source>Unknown: statement day and due date were never entered. Until you enter them, Huanqing assumes day 3 and 9 days.</source>
        <translation>未知：尚未填写账单日和还款日。在你填写之前，还清暂按每月 3 日出账、9 天后还款计算。</translation>
    </message>
    <message>
        <source>Add a rule from a day on…</source>
        <translation>新增自某日起的规则…</translation>
    </message>
    <message>
        <source>Unknown: the limit was never entered. JD shows it as 总额度.</source>
        <translation>未知：尚未填写额度。京东里显示为“总额度”。</translation>
    </message>
    <message>
        <source>No freeze entered.</source>
        <translation>没有登记冻结。</translation>
    </message>
    <message>
        <source>The account needs a name.</source>
        <translation>账户需要一个名称。</translation>
    </message>
</context>
<context>
    <name>AccountStep</name>
    <message>
        <source>Your Baitiao</source>
        <translation>你的白条</translation>
    </message>
    <message>
        <source>JD shows these in the app under 白条. Leave empty what you do not know.</source>
        <translation>这些都能在京东 App 的“白条”里看到。不清楚的可以留空。</translation>
    </message>
    <message>
        <source>Credit limit</source>
        <translation>总额度</translation>
    </message>
    <message>
        <source>Statement day</source>
        <translation>账单日</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>还款日</translation>
    </message>
    <message>
        <source>Some days after the statement</source>
        <translation>出账后若干天</translation>
    </message>
    <message>
        <source>On a fixed day of the month</source>
        <translation>每月固定日期</translation>
    </message>
    <message>
        <source>Days until due</source>
        <translation>出账后天数</translation>
    </message>
    <message>
        <source>Due day</source>
        <translation>每月几日</translation>
    </message>
    <message>
        <source>总额度, not what is left of it.</source>
        <translation>是总额度，不是可用额度。</translation>
    </message>
    <message>
        <source>账单日: 1 to 31; in a short month the last day.</source>
        <translation>1 到 31；遇到较短的月份按当月最后一天。</translation>
    </message>
    <message>
        <source>JD&apos;s usual is 9 days.</source>
        <translation>京东通常为 9 天。</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>new purchase</source>
        <translation>新增消费</translation>
    </message>
    <message>
        <source>new refund</source>
        <translation>新增退款</translation>
    </message>
    <message>
        <source>new repayment</source>
        <translation>新增还款</translation>
    </message>
    <message>
        <source>new adjustment</source>
        <translation>新增调整</translation>
    </message>
    <message>
        <source>change of a purchase</source>
        <translation>修改消费</translation>
    </message>
    <message>
        <source>change of a refund</source>
        <translation>修改退款</translation>
    </message>
    <message>
        <source>change of a repayment</source>
        <translation>修改还款</translation>
    </message>
    <message>
        <source>change of an adjustment</source>
        <translation>修改调整</translation>
    </message>
    <message>
        <source>deletion of a purchase</source>
        <translation>删除消费</translation>
    </message>
    <message>
        <source>deletion of a refund</source>
        <translation>删除退款</translation>
    </message>
    <message>
        <source>deletion of a repayment</source>
        <translation>删除还款</translation>
    </message>
    <message>
        <source>deletion of an adjustment</source>
        <translation>删除调整</translation>
    </message>
    <message>
        <source>change of the limit</source>
        <translation>修改额度</translation>
    </message>
    <message>
        <source>change of a rule of the account</source>
        <translation>修改账户规则</translation>
    </message>
    <message>
        <source>freezing of the limit</source>
        <translation>修改额度冻结</translation>
    </message>
    <message>
        <source>new name of the account</source>
        <translation>修改账户名称</translation>
    </message>
    <message>
        <source>new card</source>
        <translation>新增还款卡</translation>
    </message>
    <message>
        <source>removal of a card</source>
        <translation>删除还款卡</translation>
    </message>
    <message>
        <source>change of a card&apos;s limit</source>
        <translation>修改还款卡限额</translation>
    </message>
    <message>
        <source>change of a card</source>
        <translation>修改还款卡</translation>
    </message>
    <message>
        <source>change of the money</source>
        <translation>修改资金账户</translation>
    </message>
    <message>
        <source>other order of the cards</source>
        <translation>调整还款卡顺序</translation>
    </message>
    <message>
        <source>failed step of the plan</source>
        <translation>计划步骤标为失败</translation>
    </message>
    <message>
        <source>skipped step of the plan</source>
        <translation>跳过计划步骤</translation>
    </message>
    <message>
        <source>reopened step of the plan</source>
        <translation>恢复计划步骤</translation>
    </message>
    <message>
        <source>new application about the limit</source>
        <translation>新增额度申请</translation>
    </message>
    <message>
        <source>removal of an application about the limit</source>
        <translation>删除额度申请</translation>
    </message>
    <message>
        <source>change of an application about the limit</source>
        <translation>修改额度申请</translation>
    </message>
    <message>
        <source>new entry</source>
        <translation>新增记录</translation>
    </message>
    <message>
        <source>change of an entry</source>
        <translation>修改记录</translation>
    </message>
    <message>
        <source>deletion of an entry</source>
        <translation>删除记录</translation>
    </message>
    <message>
        <source>split into periods</source>
        <translation>设置分期</translation>
    </message>
    <message>
        <source>change of the saved searches</source>
        <translation>修改已保存的搜索</translation>
    </message>
    <message>
        <source>reconciling of a statement</source>
        <translation>对账</translation>
    </message>
    <message>
        <source>locking of a statement</source>
        <translation>锁定账单</translation>
    </message>
    <message>
        <source>unlocking of a statement</source>
        <translation>解锁账单</translation>
    </message>
    <message>
        <source>booking of a difference</source>
        <translation>差额入账</translation>
    </message>
    <message>
        <source>statement instalment</source>
        <translation>账单分期</translation>
    </message>
    <message>
        <source>early settlement</source>
        <translation>提前结清</translation>
    </message>
    <message>
        <source>change of the account</source>
        <translation>修改账户</translation>
    </message>
    <message>
        <source>change of the cards</source>
        <translation>修改还款卡</translation>
    </message>
    <message>
        <source>new name of a card</source>
        <translation>重命名还款卡</translation>
    </message>
    <message>
        <source>decision on imported rows</source>
        <translation>处理导入的明细</translation>
    </message>
    <message>
        <source>acceptance of a plan</source>
        <translation>采用还款计划</translation>
    </message>
    <message>
        <source>end of a plan</source>
        <translation>结束还款计划</translation>
    </message>
    <message>
        <source>payment of the plan</source>
        <translation>按计划还款</translation>
    </message>
    <message>
        <source>note on a step of the plan</source>
        <translation>标记计划步骤</translation>
    </message>
    <message>
        <source>change of the plan&apos;s settings</source>
        <translation>修改计划设置</translation>
    </message>
    <message>
        <source>change of the applications about the limit</source>
        <translation>修改额度申请记录</translation>
    </message>
    <message>
        <source>putting aside of an alert</source>
        <translation>推迟提醒</translation>
    </message>
    <message>
        <source>alert marked as done</source>
        <translation>将提醒标为已处理</translation>
    </message>
    <message>
        <source>bringing back of an alert</source>
        <translation>取回提醒</translation>
    </message>
    <message>
        <source>change of the alerts&apos; settings</source>
        <translation>修改提醒设置</translation>
    </message>
    <message>
        <source>split into {0} periods</source>
        <translation>分 {0} 期</translation>
    </message>
    <message>
        <source>{0}, {1}</source>
        <translation>{0}，{1}</translation>
    </message>
    <message>
        <source>deletion of 1 entry</source>
        <translation>删除 1 条记录</translation>
    </message>
    <message>
        <source>deletion of {0} entries</source>
        <translation>删除 {0} 条记录</translation>
    </message>
    <message>
        <source>decision on 1 imported row</source>
        <translation>处理 1 条导入的明细</translation>
    </message>
    <message>
        <source>decision on {0} imported rows</source>
        <translation>处理 {0} 条导入的明细</translation>
    </message>
</context>
<context>
    <name>AlertBlock</name>
    <message>
        <source>All alerts</source>
        <translation>全部提醒</translation>
    </message>
    <message>
        <source>Show the alerts page</source>
        <translation>打开提醒页面</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation>另有 {0} 条</translation>
    </message>
</context>
<context>
    <name>AlertRow</name>
    <message>
        <source>Bring back</source>
        <translation>取回</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>稍后</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已处理</translation>
    </message>
</context>
<context>
    <name>AlertRulesDialog</name>
    <message>
        <source>Type at most {0} numbers of days up to {1}, such as 7, 3, 1, 0.</source>
        <translation>请输入最多 {0} 个天数，每个不超过 {1}，例如 7, 3, 1, 0。</translation>
    </message>
    <message>
        <source>When to be told</source>
        <translation>提醒规则</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Bills due</source>
        <translation>账单还款日</translation>
    </message>
    <message>
        <source>Slack of the plan</source>
        <translation>计划余裕</translation>
    </message>
    <message>
        <source>Available limit below</source>
        <translation>可用额度低于</translation>
    </message>
    <message>
        <source>Due within a week</source>
        <translation>一周内到期</translation>
    </message>
    <message>
        <source>End of a temporary limit</source>
        <translation>临时额度到期</translation>
    </message>
    <message>
        <source>Statement to reconcile</source>
        <translation>账单待核对</translation>
    </message>
    <message>
        <source>do not tell</source>
        <translation>不提醒</translation>
    </message>
    <message>
        <source>60 % of a month&apos;s income</source>
        <translation>月收入的 60 %</translation>
    </message>
    <message>
        <source>So many days before; 0 is the day.</source>
        <translation>提前多少天；0 表示当天。</translation>
    </message>
    <message>
        <source>Tell when there is less than this.</source>
        <translation>余裕少于此天数时提醒。</translation>
    </message>
    <message>
        <source>Empty: do not tell.</source>
        <translation>留空则不提醒。</translation>
    </message>
    <message>
        <source>Tell of so much or more. Empty: 60 % of a month&apos;s income. 0: do not tell.</source>
        <translation>一周内到期金额达到此数时提醒。留空：月收入的 60 %；0：不提醒。</translation>
    </message>
    <message>
        <source>So many days before its last day.</source>
        <translation>在最后一天之前多少天提醒。</translation>
    </message>
    <message>
        <source>So many days after it came out.</source>
        <translation>出账后多少天仍未核对时提醒。</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 天</translation>
    </message>
    <message>
        <source>{0} days</source>
        <translation>{0} 天</translation>
    </message>
</context>
<context>
    <name>Alerts</name>
    <message>
        <source>Urgent</source>
        <translation>紧急</translation>
    </message>
    <message>
        <source>Soon</source>
        <translation>近期</translation>
    </message>
    <message>
        <source>Worth knowing</source>
        <translation>值得留意</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>逾期</translation>
    </message>
    <message>
        <source>to be paid</source>
        <translation>待还</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺口</translation>
    </message>
    <message>
        <source>goes away</source>
        <translation>将失效</translation>
    </message>
    <message>
        <source>available</source>
        <translation>可用</translation>
    </message>
    <message>
        <source>due in all</source>
        <translation>合计到期</translation>
    </message>
    <message>
        <source>statement</source>
        <translation>账单</translation>
    </message>
    <message>
        <source>Show statement</source>
        <translation>查看账单</translation>
    </message>
    <message>
        <source>Show plan</source>
        <translation>查看计划</translation>
    </message>
    <message>
        <source>Show limit</source>
        <translation>查看额度</translation>
    </message>
    <message>
        <source>Show money</source>
        <translation>查看资金</translation>
    </message>
    <message>
        <source>comes back on {0}</source>
        <translation>{0} 再次提醒</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已处理</translation>
    </message>
    <message>
        <source>Until tomorrow</source>
        <translation>明天</translation>
    </message>
    <message>
        <source>For 3 days</source>
        <translation>3 天后</translation>
    </message>
    <message>
        <source>For a week</source>
        <translation>一周后</translation>
    </message>
    <message>
        <source>Until the day itself, {0}</source>
        <translation>到当天（{0}）</translation>
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
        <source>in {0} days</source>
        <translation>{0} 天后</translation>
    </message>
    <message>
        <source>available after it</source>
        <translation>到期后可用</translation>
    </message>
    <message>
        <source>{0} statement is overdue</source>
        <translation>{0} 期账单已逾期</translation>
    </message>
    <message>
        <source>{0} statements are overdue</source>
        <translation>{0} 期账单已逾期</translation>
    </message>
    <message>
        <source>Due since {0}; each day costs a penalty.</source>
        <translation>自 {0} 起逾期，每天产生违约金。</translation>
    </message>
    <message>
        <source>A statement is due {0}</source>
        <translation>有账单{0}到期</translation>
    </message>
    <message>
        <source>Due on {0}.</source>
        <translation>还款日 {0}。</translation>
    </message>
    <message>
        <source>The plan cannot pay everything in time</source>
        <translation>计划无法按时还清全部账单</translation>
    </message>
    <message>
        <source>Its page says what would mend it.</source>
        <translation>计划页面会说明怎样补救。</translation>
    </message>
    <message>
        <source>The last day to start paying has passed</source>
        <translation>最晚开始还款的日子已过</translation>
    </message>
    <message>
        <source>Today is the last day to start paying</source>
        <translation>今天是最晚开始还款的日子</translation>
    </message>
    <message>
        <source>The plan has {0} day of slack left</source>
        <translation>计划只剩 {0} 天余裕</translation>
    </message>
    <message>
        <source>The plan has {0} days of slack left</source>
        <translation>计划只剩 {0} 天余裕</translation>
    </message>
    <message>
        <source>Start paying by {0} to be in time.</source>
        <translation>最晚 {0} 开始还款才来得及。</translation>
    </message>
    <message>
        <source>The plan needs a look</source>
        <translation>还款计划需要查看</translation>
    </message>
    <message>
        <source>Cash will be short {0}</source>
        <translation>{0}资金不足</translation>
    </message>
    <message>
        <source>{0} falls below its reserve on {1}.</source>
        <translation>{0} 在 {1} 将低于预留金额。</translation>
    </message>
    <message>
        <source>Since {0}.</source>
        <translation>自 {0} 起。</translation>
    </message>
    <message>
        <source>The limit is frozen</source>
        <translation>额度已冻结</translation>
    </message>
    <message>
        <source>The limit is frozen until {0}</source>
        <translation>额度冻结至 {0}</translation>
    </message>
    <message>
        <source>A temporary limit ends {0}</source>
        <translation>临时额度 {0}到期</translation>
    </message>
    <message>
        <source>Its last day is {0}.</source>
        <translation>最后一天是 {0}。</translation>
    </message>
    <message>
        <source>Less than the amount that you want to be told of.</source>
        <translation>低于你设定的提醒金额。</translation>
    </message>
    <message>
        <source>Little of the limit is available</source>
        <translation>可用额度不多了</translation>
    </message>
    <message>
        <source>Little of the limit will be available on {0}</source>
        <translation>{0} 可用额度将不多</translation>
    </message>
    <message>
        <source>Much falls due {0}</source>
        <translation>{0}有大额集中到期</translation>
    </message>
    <message>
        <source>All of it on {0}.</source>
        <translation>全部在 {0} 到期。</translation>
    </message>
    <message>
        <source>From {0} to {1}.</source>
        <translation>{0} 至 {1}。</translation>
    </message>
    <message>
        <source>The statement of {0} is not reconciled</source>
        <translation>{0}的账单尚未核对</translation>
    </message>
    <message>
        <source>Compare it with what JD shows, and lock it.</source>
        <translation>请与京东显示的账单核对并锁定。</translation>
    </message>
</context>
<context>
    <name>AlertsPage</name>
    <message>
        <source>When to be told…</source>
        <translation>提醒规则…</translation>
    </message>
    <message>
        <source>Choose what is told, and how early</source>
        <translation>选择提醒哪些事、提前多久</translation>
    </message>
    <message>
        <source>Nothing needs you</source>
        <translation>没有需要处理的事</translation>
    </message>
    <message>
        <source>What falls due, runs short or ends will stand here.</source>
        <translation>到期、资金不足或即将失效的事会列在这里。</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>Put aside: {0} alert</source>
        <translation>已搁置：{0} 条提醒</translation>
    </message>
    <message>
        <source>Put aside: {0} alerts</source>
        <translation>已搁置：{0} 条提醒</translation>
    </message>
</context>
<context>
    <name>ApplicationEditor</name>
    <message>
        <source>Add an application</source>
        <translation>添加申请</translation>
    </message>
    <message>
        <source>Edit an application</source>
        <translation>编辑申请</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>申请事项</translation>
    </message>
    <message>
        <source>Filed on</source>
        <translation>提交日期</translation>
    </message>
    <message>
        <source>Limit asked for</source>
        <translation>申请的额度</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Empty where you named none.</source>
        <translation>没有填报额度时留空。</translation>
    </message>
    <message>
        <source>In your own words.</source>
        <translation>用自己的话写。</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Add a stage…</source>
        <translation>添加进度…</translation>
    </message>
    <message>
        <source>A stage cannot lie before this day.</source>
        <translation>进度不能早于这一天。</translation>
    </message>
    <message>
        <source>No stage yet.</source>
        <translation>还没有进度。</translation>
    </message>
</context>
<context>
    <name>Asking</name>
    <message>
        <source>Where does this come from? (Enter)</source>
        <translation>这个金额怎么来的？（回车）</translation>
    </message>
</context>
<context>
    <name>BillStep</name>
    <message>
        <source>Your first bill</source>
        <translation>导入第一份账单</translation>
    </message>
    <message>
        <source>You see every row before anything is booked, and can undo the import.</source>
        <translation>入账之前可以逐条查看，导入之后也可以撤销。</translation>
    </message>
    <message>
        <source>Get your bill out of JD</source>
        <translation>怎样从京东导出账单</translation>
    </message>
    <message>
        <source>In the JD app: 我的 &gt; 我的钱包 &gt; 账单 &gt; … (top right) &gt; 账单导出（仅限个人对账）. Choose the dates, wait for the mail, and drop the CSV or zip file here.</source>
        <translation>在京东 App 中依次打开：我的 &gt; 我的钱包 &gt; 账单 &gt; 右上角“…” &gt; 账单导出（仅限个人对账）。选择日期，收到邮件后把 CSV 或 zip 文件拖到这里。</translation>
    </message>
    <message>
        <source>Look at the demo ledger first</source>
        <translation>先看看演示账本</translation>
    </message>
    <message>
        <source>Your own ledger stays as it is</source>
        <translation>你自己的账本不受影响</translation>
    </message>
    <message>
        <source>Bills ({0})</source>
        <translation>账单 ({0})</translation>
    </message>
    <message>
        <source>Choose bills</source>
        <translation>选择账单</translation>
    </message>
</context>
<context>
    <name>BookingDialog</name>
    <message>
        <source>Change anyway</source>
        <translation>仍要更改</translation>
    </message>
</context>
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
    <name>CalendarCard</name>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Go to today in the calendar (T)</source>
        <translation>在日历中回到今天 (T)</translation>
    </message>
    <message>
        <source>Calendar of the what-if: not in the ledger</source>
        <translation>假设方案的日历：不写入账本</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>还款日历</translation>
    </message>
    <message>
        <source>A bar shows how full the limit of a day is.</source>
        <translation>色条表示单日限额已用多少。</translation>
    </message>
    <message>
        <source>Cash as of {0}.</source>
        <translation>余额截至{0}。</translation>
    </message>
    <message>
        <source>● money comes in</source>
        <translation>● 有钱入账</translation>
    </message>
    <message>
        <source>● a bill is due</source>
        <translation>● 账单到期</translation>
    </message>
</context>
<context>
    <name>CalendarPopup</name>
    <message>
        <source>Calendar</source>
        <translation>日历</translation>
    </message>
</context>
<context>
    <name>CalendarTable</name>
    <message>
        <source>Calendar of payments</source>
        <translation>还款日历</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Go to today</source>
        <translation>回到今天</translation>
    </message>
    <message>
        <source>Why this amount?</source>
        <translation>这个金额怎么来的？</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Cards, cash and bills</source>
        <translation>还款卡、资金和账单</translation>
    </message>
</context>
<context>
    <name>CardWishes</name>
    <message>
        <source>Card</source>
        <translation>还款卡</translation>
    </message>
    <message>
        <source>Per payment</source>
        <translation>单笔</translation>
    </message>
    <message>
        <source>Per day</source>
        <translation>单日</translation>
    </message>
    <message>
        <source>Per month</source>
        <translation>单月</translation>
    </message>
    <message>
        <source>Pay with this card</source>
        <translation>使用这张卡还款</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Payments per day</source>
        <translation>每日笔数</translation>
    </message>
</context>
<context>
    <name>CardsCard</name>
    <message>
        <source>Cards, with today&apos;s limits</source>
        <translation>还款卡与今日限额</translation>
    </message>
    <message>
        <source>Add a card…</source>
        <translation>添加还款卡…</translation>
    </message>
    <message>
        <source>No card yet. Add the cards from which you repay.</source>
        <translation>还没有还款卡。请添加你用来还款的银行卡。</translation>
    </message>
    <message>
        <source>Unknown limits: look them up in the bank&apos;s app and enter them here.</source>
        <translation>有些限额未知：请在银行 App 里查到后填写。</translation>
    </message>
</context>
<context>
    <name>CardsSection</name>
    <message>
        <source>Limits of the card</source>
        <translation>该卡的限额</translation>
    </message>
    <message>
        <source>Add limits from a day on…</source>
        <translation>添加自某日起的限额…</translation>
    </message>
    <message>
        <source>Days on which it cannot pay</source>
        <translation>不能还款的日子</translation>
    </message>
    <message>
        <source>Add a day…</source>
        <translation>添加日期…</translation>
    </message>
    <message>
        <source>Limits of {0}</source>
        <translation>{0} 的限额</translation>
    </message>
    <message>
        <source>Unknown: no limit was entered. A card without limits is not taken as unlimited.</source>
        <translation>未知：尚未填写限额。没有填写并不等于不限额。</translation>
    </message>
    <message>
        <source>Days without {0}</source>
        <translation>{0} 不能还款的日子</translation>
    </message>
    <message>
        <source>None entered yet.</source>
        <translation>没有登记。</translation>
    </message>
</context>
<context>
    <name>CardsStep</name>
    <message>
        <source>Your cards</source>
        <translation>你的还款卡</translation>
    </message>
    <message>
        <source>From which cards you repay, and what each lets through in a day.</source>
        <translation>用哪些卡还款，每张卡每天最多能还多少。</translation>
    </message>
    <message>
        <source>Salary, if you like</source>
        <translation>工资（可不填）</translation>
    </message>
    <message>
        <source>Comes to</source>
        <translation>存入账户</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Day of the month</source>
        <translation>每月几日</translation>
    </message>
    <message>
        <source>The account behind a card.</source>
        <translation>还款卡对应的资金账户。</translation>
    </message>
    <message>
        <source>Type how much comes, or leave the day empty.</source>
        <translation>请填写金额，或把日期留空。</translation>
    </message>
    <message>
        <source>Type the day, or leave the amount empty.</source>
        <translation>请填写日期，或把金额留空。</translation>
    </message>
    <message>
        <source>Salary account</source>
        <translation>工资账户</translation>
    </message>
    <message>
        <source>Salary</source>
        <translation>工资</translation>
    </message>
</context>
<context>
    <name>ChangeDialog</name>
    <message>
        <source>Still to be paid of each statement, before and after:</source>
        <translation>各期账单的待还金额，变化前后：</translation>
    </message>
    <message>
        <source>What would change</source>
        <translation>将会变化的内容</translation>
    </message>
    <message>
        <source>Change anyway</source>
        <translation>仍要更改</translation>
    </message>
</context>
<context>
    <name>ChannelEditor</name>
    <message>
        <source>Add a card</source>
        <translation>添加还款卡</translation>
    </message>
    <message>
        <source>Edit a card</source>
        <translation>修改还款卡</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Money from</source>
        <translation>资金账户</translation>
    </message>
    <message>
        <source>Fee per payment</source>
        <translation>每笔手续费</translation>
    </message>
    <message>
        <source>Bank and last four digits</source>
        <translation>银行和卡号后四位</translation>
    </message>
    <message>
        <source>As your repayments call it.</source>
        <translation>与还款记录里的叫法一致。</translation>
    </message>
    <message>
        <source>Choose the account behind the card, or type a new name.</source>
        <translation>选择这张卡背后的资金账户，或输入新名称。</translation>
    </message>
    <message>
        <source>What the bank takes for each payment.</source>
        <translation>银行每笔收取的费用。</translation>
    </message>
    <message>
        <source>Another card has this name.</source>
        <translation>已有同名的还款卡。</translation>
    </message>
</context>
<context>
    <name>ChannelLimitsEditor</name>
    <message>
        <source>Limits of {0}</source>
        <translation>{0} 的限额</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起始日</translation>
    </message>
    <message>
        <source>Before this day nothing changes.</source>
        <translation>此日之前不受影响。</translation>
    </message>
    <message>
        <source>Other limits hold from this day. Edit those.</source>
        <translation>此日已有一组限额，请直接修改那一组。</translation>
    </message>
</context>
<context>
    <name>Checklist</name>
    <message>
        <source>Payments</source>
        <translation>还款清单</translation>
    </message>
    <message>
        <source>Payments to make</source>
        <translation>待还清单</translation>
    </message>
    <message>
        <source>Proposed payments</source>
        <translation>建议的还款</translation>
    </message>
    <message>
        <source>Payments of the what-if</source>
        <translation>假设方案的还款</translation>
    </message>
    <message>
        <source>Accept the plan to tick its payments off.</source>
        <translation>采用计划后即可逐笔勾选。</translation>
    </message>
    <message>
        <source>Not in the ledger.</source>
        <translation>不写入账本。</translation>
    </message>
</context>
<context>
    <name>ClosedDayEditor</name>
    <message>
        <source>A day without {0}</source>
        <translation>{0} 不能还款的一天</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>For example while the bank works on its systems.</source>
        <translation>例如银行系统维护的日子。</translation>
    </message>
    <message>
        <source>This day is there already.</source>
        <translation>这一天已经登记过。</translation>
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
        <translation>已分期，期数待填</translation>
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
        <source>Baitiao</source>
        <translation>白条消费</translation>
    </message>
    <message>
        <source>Other spending</source>
        <translation>其他支出</translation>
    </message>
    <message>
        <source>Repaid</source>
        <translation>还款</translation>
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
        <translation>付款方式</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Principal</source>
        <translation>本金</translation>
    </message>
    <message>
        <source>Penalty</source>
        <translation>违约金</translation>
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
        <source>At JD</source>
        <translation>京东有</translation>
    </message>
    <message>
        <source>What changes</source>
        <translation>变化项</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差额</translation>
    </message>
    <message>
        <source>From the statement of {0}</source>
        <translation>来自 {0} 账单</translation>
    </message>
    <message>
        <source>Purchase</source>
        <translation>消费</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Periods</source>
        <translation>期数</translation>
    </message>
    <message>
        <source>Order number</source>
        <translation>订单号</translation>
    </message>
    <message>
        <source>Still owed</source>
        <translation>待还</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>期数</translation>
    </message>
    <message>
        <source>To pay</source>
        <translation>应还</translation>
    </message>
    <message>
        <source>Statement of {0}: principal {1}, fee {2}. {3}</source>
        <translation>{0} 账单：本金 {1}，服务费 {2}。{3}</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>{0}, statement of {1}</source>
        <translation>{0}，{1} 账单</translation>
    </message>
    <message>
        <source>Fee</source>
        <translation>服务费</translation>
    </message>
    <message>
        <source>Pays</source>
        <translation>用于</translation>
    </message>
    <message>
        <source>{0}, period {1}</source>
        <translation>{0}，第 {1} 期</translation>
    </message>
    <message>
        <source>Earlier debts</source>
        <translation>更早的欠款</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>账单</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>还款日</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>Ticked</source>
        <translation>已勾选</translation>
    </message>
    <message>
        <source>JD&apos;s total</source>
        <translation>京东总额</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差额</translation>
    </message>
</context>
<context>
    <name>CourseCard</name>
    <message>
        <source>Available limit by day</source>
        <translation>逐日可用额度</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Put the cursor on today (Home in the chart)</source>
        <translation>光标回到今天（图中按 Home）</translation>
    </message>
    <message>
        <source>Habit</source>
        <translation>消费习惯</translation>
    </message>
    <message>
        <source>What your own spending suggests: 80 of 100 paths lie in the band</source>
        <translation>按您自己的消费推算：100 条路径中有 80 条落在此区间</translation>
    </message>
    <message>
        <source>Rows of this day</source>
        <translation>当日记录</translation>
    </message>
    <message>
        <source>Show what happened on it</source>
        <translation>查看当日发生了什么</translation>
    </message>
    <message>
        <source>{0} days</source>
        <translation>{0} 天</translation>
    </message>
    <message>
        <source>Show so many days ahead</source>
        <translation>显示今后这么多天</translation>
    </message>
    <message>
        <source>Available limit</source>
        <translation>可用额度</translation>
    </message>
    <message>
        <source>Line: what happened; dashes: what is certain ahead, bills paid when due.</source>
        <translation>实线：已发生；虚线：今后已确定的变化，账单按还款日还清计。</translation>
    </message>
    <message>
        <source>Short green dashes: with the accepted plan.</source>
        <translation>绿色短虚线：按已采用的还款计划。</translation>
    </message>
    <message>
        <source>Dots: the amount that you ask for.</source>
        <translation>点线：所问的金额。</translation>
    </message>
    <message>
        <source>{0} The limit is frozen.</source>
        <translation>{0}额度处于冻结中。</translation>
    </message>
    <message>
        <source>Off. It shows where your own spending may lead.</source>
        <translation>未开启。开启后显示照您的消费习惯额度会怎样变化。</translation>
    </message>
    <message>
        <source>Being worked out…</source>
        <translation>正在计算…</translation>
    </message>
</context>
<context>
    <name>DataTable</name>
    <message>
        <source>Columns of {0}</source>
        <translation>{0}的列标题</translation>
    </message>
    <message>
        <source>Reset columns</source>
        <translation>恢复默认列</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>复制所选行</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>显示的列</translation>
    </message>
    <message>
        <source>Why this amount?</source>
        <translation>这个金额怎么来的？</translation>
    </message>
</context>
<context>
    <name>DayEdit</name>
    <message>
        <source>T: today. + and -: a day. Page keys: a month. M and H: month&apos;s start and end.</source>
        <translation>T：今天；+ 和 -：前后一天；翻页键：前后一月；M 和 H：月初和月末</translation>
    </message>
    <message>
        <source>Calendar (Alt+Down)</source>
        <translation>日历（Alt+↓）</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>The copy is {0}.</source>
        <translation>副本已保存到 {0}。</translation>
    </message>
    <message>
        <source>Open it anyway</source>
        <translation>仍要打开</translation>
    </message>
</context>
<context>
    <name>DetailPanel</name>
    <message>
        <source>The selected entry</source>
        <translation>选中的记录</translation>
    </message>
    <message>
        <source>Select an entry to see all of it here.</source>
        <translation>选中一笔记录，这里会显示它的全部内容。</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Edit this entry (F2)</source>
        <translation>编辑这笔记录（F2）</translation>
    </message>
    <message>
        <source>Split into periods…</source>
        <translation>分期…</translation>
    </message>
    <message>
        <source>Edit period…</source>
        <translation>编辑这一期…</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>分期明细</translation>
    </message>
    <message>
        <source>Refunds</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Where it went</source>
        <translation>冲抵明细</translation>
    </message>
    <message>
        <source>Imported row</source>
        <translation>导入的原始明细</translation>
    </message>
    <message>
        <source>History</source>
        <translation>修改历史</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>{0}, line {1}, imported {2}</source>
        <translation>{0}，第 {1} 行，导入于 {2}</translation>
    </message>
</context>
<context>
    <name>Difference</name>
    <message>
        <source>Start by</source>
        <translation>最晚开始</translation>
    </message>
    <message>
        <source>Slack, days</source>
        <translation>余裕天数</translation>
    </message>
    <message>
        <source>Late cost</source>
        <translation>逾期费用</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>笔数</translation>
    </message>
    <message>
        <source>Fees</source>
        <translation>手续费</translation>
    </message>
    <message>
        <source>Paid on average</source>
        <translation>平均还款日</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>项目</translation>
    </message>
</context>
<context>
    <name>DifferenceCard</name>
    <message>
        <source>The new plan beside the accepted one</source>
        <translation>新计划与已采用计划的对比</translation>
    </message>
    <message>
        <source>New plan and accepted plan</source>
        <translation>新计划与已采用的计划</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已采用</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新计划</translation>
    </message>
</context>
<context>
    <name>DropZone</name>
    <message>
        <source>Drop bills here</source>
        <translation>把账单拖到这里</translation>
    </message>
    <message>
        <source>CSV or ZIP from JD, several at once. Nothing is written before the preview.</source>
        <translation>京东导出的 CSV 或 ZIP，可一次拖入多个。预览之前不会写入任何内容。</translation>
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
    <name>EditorDialog</name>
    <message>
        <source>Change it anyway</source>
        <translation>仍要更改</translation>
    </message>
</context>
<context>
    <name>EditorStarts</name>
    <message>
        <source>Entries of this kind are booked elsewhere. Delete it to book it anew.</source>
        <translation>这类记录不在这里编辑。如需更改，请删除后重新入账。</translation>
    </message>
    <message>
        <source>This entry is not in the ledger any more.</source>
        <translation>这笔记录已不在账本里。</translation>
    </message>
</context>
<context>
    <name>EmptyLedger</name>
    <message>
        <source>Import bills</source>
        <translation>导入账单</translation>
    </message>
    <message>
        <source>Open the import page</source>
        <translation>打开导入页面</translation>
    </message>
    <message>
        <source>Enter a purchase</source>
        <translation>记一笔消费</translation>
    </message>
    <message>
        <source>Type the first one by hand</source>
        <translation>手动输入第一笔</translation>
    </message>
    <message>
        <source>Open the demo</source>
        <translation>打开演示账本</translation>
    </message>
    <message>
        <source>Look around in a made-up ledger; yours stays as it is</source>
        <translation>在虚构的账本里随便看看，你自己的账本不受影响</translation>
    </message>
    <message>
        <source>The ledger is empty</source>
        <translation>账本还是空的</translation>
    </message>
    <message>
        <source>Import a bill from JD to see what you owe and when.</source>
        <translation>导入京东账单，看看欠多少、何时还。</translation>
    </message>
</context>
<context>
    <name>EntriesPage</name>
    <message>
        <source>Entries</source>
        <translation>消费</translation>
    </message>
    <message>
        <source>No entry yet</source>
        <translation>还没有记录</translation>
    </message>
    <message>
        <source>Import your bills from JD, or book a purchase by hand.</source>
        <translation>导入京东账单，或者手动记一笔消费。</translation>
    </message>
    <message>
        <source>Import bills</source>
        <translation>导入账单</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>No entry is like this search.</source>
        <translation>没有符合这个搜索的记录。</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>清除搜索</translation>
    </message>
    <message>
        <source>E&amp;ntry</source>
        <translation>记录(&amp;N)</translation>
    </message>
    <message>
        <source>This entry is not in the ledger any more.</source>
        <translation>这笔记录已不在账本里。</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>新建…</translation>
    </message>
    <message>
        <source>Repayment, refund, adjustment</source>
        <translation>还款、退款、调整</translation>
    </message>
    <message>
        <source>New purchase</source>
        <translation>新建消费</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>搜索结果合计</translation>
    </message>
    <message>
        <source>What is selected</source>
        <translation>选中记录合计</translation>
    </message>
</context>
<context>
    <name>EntriesViewModel</name>
    <message>
        <source>More than {0} entries …</source>
        <translation>超过 {0} 笔……</translation>
    </message>
    <message>
        <source>Searched for as plain text: {0}</source>
        <translation>按普通文字搜索：{0}</translation>
    </message>
    <message>
        <source>Selected: {0}</source>
        <translation>已选 {0}</translation>
    </message>
</context>
<context>
    <name>EntryActions</name>
    <message>
        <source>New purchase</source>
        <translation>新建消费</translation>
    </message>
    <message>
        <source>New repayment</source>
        <translation>新建还款</translation>
    </message>
    <message>
        <source>New refund</source>
        <translation>新建退款</translation>
    </message>
    <message>
        <source>New adjustment</source>
        <translation>新建调整</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制一笔</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Split into periods…</source>
        <translation>分期…</translation>
    </message>
    <message>
        <source>Show the imported row</source>
        <translation>查看导入的原始明细</translation>
    </message>
    <message>
        <source>Copy rows as text</source>
        <translation>复制为文本</translation>
    </message>
</context>
<context>
    <name>EntryChanges</name>
    <message>
        <source>1 entry deleted.</source>
        <translation>已删除 1 笔。</translation>
    </message>
    <message>
        <source>{0} entries deleted.</source>
        <translation>已删除 {0} 笔。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Delete anyway</source>
        <translation>仍要删除</translation>
    </message>
</context>
<context>
    <name>EntryEditor</name>
    <message>
        <source>Book and next</source>
        <translation>入账并继续</translation>
    </message>
    <message>
        <source>What exceeds everything owed paid debts from before this ledger</source>
        <translation>超出欠款的部分，还的是账本开始之前的欠款</translation>
    </message>
    <message>
        <source>Fee per period in percent</source>
        <translation>每期服务费率（%）</translation>
    </message>
    <message>
        <source>Fee %</source>
        <translation>费率 %</translation>
    </message>
    <message>
        <source>Free of fees</source>
        <translation>免服务费期数</translation>
    </message>
    <message>
        <source>Book</source>
        <translation>入账</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>New purchase</source>
        <translation>新建消费</translation>
    </message>
    <message>
        <source>New repayment</source>
        <translation>新建还款</translation>
    </message>
    <message>
        <source>New refund</source>
        <translation>新建退款</translation>
    </message>
    <message>
        <source>New adjustment</source>
        <translation>新建调整</translation>
    </message>
    <message>
        <source>Edit purchase</source>
        <translation>编辑消费</translation>
    </message>
    <message>
        <source>Edit repayment</source>
        <translation>编辑还款</translation>
    </message>
    <message>
        <source>Edit refund</source>
        <translation>编辑退款</translation>
    </message>
    <message>
        <source>Edit adjustment</source>
        <translation>编辑调整</translation>
    </message>
</context>
<context>
    <name>EntryTexts</name>
    <message>
        <source>Purchases</source>
        <translation>消费</translation>
    </message>
    <message>
        <source>Refunds</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Repayments</source>
        <translation>还款</translation>
    </message>
    <message>
        <source>Adjustments</source>
        <translation>调整</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Still owed</source>
        <translation>待还</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>账单</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
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
        <source>Category</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>付款方式</translation>
    </message>
    <message>
        <source>Order number</source>
        <translation>订单号</translation>
    </message>
    <message>
        <source>Merchant&apos;s order number</source>
        <translation>商家订单号</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Purchase</source>
        <translation>消费</translation>
    </message>
    <message>
        <source>Periods</source>
        <translation>期数</translation>
    </message>
    <message>
        <source>Fee per period</source>
        <translation>每期服务费率</translation>
    </message>
    <message>
        <source>Periods without a fee</source>
        <translation>免服务费期数</translation>
    </message>
    <message>
        <source>Paid debts from before this ledger</source>
        <translation>含账本开始之前的欠款</translation>
    </message>
    <message>
        <source>Periods unknown</source>
        <translation>期数未知</translation>
    </message>
    <message>
        <source>Edited lines</source>
        <translation>手动改过的期</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Decided after an import</source>
        <translation>导入后确认</translation>
    </message>
    <message>
        <source>An import was taken back</source>
        <translation>撤回了一次导入</translation>
    </message>
    <message>
        <source>Loaded with the ledger</source>
        <translation>随账本载入</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Split into periods</source>
        <translation>分期</translation>
    </message>
    <message>
        <source>Statement split into periods</source>
        <translation>账单分期</translation>
    </message>
    <message>
        <source>Settled early</source>
        <translation>提前结清</translation>
    </message>
    <message>
        <source>Difference of a statement booked</source>
        <translation>账单差额入账</translation>
    </message>
    <message>
        <source>Card renamed</source>
        <translation>还款卡改名</translation>
    </message>
    <message>
        <source>Booked</source>
        <translation>已入账</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>退款中</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>计划中</translation>
    </message>
    <message>
        <source>Being processed</source>
        <translation>处理中</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>{0} (undone)</source>
        <translation>{0}（已撤销）</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>edited by hand</source>
        <translation>手动改过</translation>
    </message>
    <message>
        <source>1 entry</source>
        <translation>1 笔</translation>
    </message>
    <message>
        <source>{0} entries</source>
        <translation>{0} 笔</translation>
    </message>
    <message>
        <source>This changes the statement of {0}, which you have reconciled.</source>
        <translation>这会改变你已对账锁定的 {0} 账单。</translation>
    </message>
    <message>
        <source>This changes {1} statements that you have reconciled: {0}.</source>
        <translation>这会改变你已对账锁定的 {1} 期账单：{0}。</translation>
    </message>
    <message>
        <source>This cannot be booked. Correct it.</source>
        <translation>这样无法入账，请更正。</translation>
    </message>
    <message>
        <source>This is needed.</source>
        <translation>此项必填。</translation>
    </message>
    <message>
        <source>This is no amount. Type it like 1234.56, or a sum like 10+3.2*2.</source>
        <translation>这不是金额。请写成 1234.56，或算式 10+3.2*2。</translation>
    </message>
    <message>
        <source>This is no day. Type it like 2026-07-31.</source>
        <translation>这不是日期。请写成 2026-07-31。</translation>
    </message>
    <message>
        <source>This is no time. Type it like 20:15.</source>
        <translation>这不是时间。请写成 20:15。</translation>
    </message>
    <message>
        <source>This is no number.</source>
        <translation>这不是数字。</translation>
    </message>
    <message>
        <source>This is no rate. Type it like 0.6.</source>
        <translation>这不是费率。请写成 0.6。</translation>
    </message>
    <message>
        <source>The amount must be above zero.</source>
        <translation>金额必须大于零。</translation>
    </message>
    <message>
        <source>At most {0}.</source>
        <translation>最多 {0}。</translation>
    </message>
    <message>
        <source>At least {0}.</source>
        <translation>至少 {0}。</translation>
    </message>
    <message>
        <source>A period above {0} was edited by hand. Empty that edit first.</source>
        <translation>第 {0} 期之后有手动改过的一期，请先清空那处修改。</translation>
    </message>
    <message>
        <source>This is before the purchase of {0}.</source>
        <translation>早于 {0} 的消费日期。</translation>
    </message>
    <message>
        <source>There is a refund of {0} already.</source>
        <translation>{0} 已有一笔退款。</translation>
    </message>
    <message>
        <source>{0} of it was refunded already.</source>
        <translation>其中 {0} 已退款。</translation>
    </message>
    <message>
        <source>This purchase is not in the ledger.</source>
        <translation>账本里没有这笔消费。</translation>
    </message>
    <message>
        <source>Only {0} of the purchase is left.</source>
        <translation>这笔消费只剩 {0} 可退。</translation>
    </message>
    <message>
        <source>Only {0} is owed on this day.</source>
        <translation>当天只欠 {0}。</translation>
    </message>
    <message>
        <source>The periods do not add up to the purchase; {0} is missing.</source>
        <translation>各期合计与消费金额不符，还差 {0}。</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>This is no bill that Huanqing knows. Export it again from JD as CSV.</source>
        <translation>还清不认识这份账单。请从京东重新导出 CSV。</translation>
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
        <source>The file is there and is no calendar. Choose another name.</source>
        <translation>该位置已有文件，但不是日历。请换一个文件名。</translation>
    </message>
    <message>
        <source>The ledger file {0} cannot be used. Restore a backup or open another one.</source>
        <translation>账本文件 {0} 无法使用。请恢复备份或打开另一个账本。</translation>
    </message>
    <message>
        <source>A program of {0} on {1} that has ended left a lock on {2}. It is safe to open it.</source>
        <translation>{1} 上由 {0} 运行的程序已经结束，但没有释放账本 {2}。可以放心打开。</translation>
    </message>
    <message>
        <source>{0} on {1} has {2} open. Close it there, then try again.</source>
        <translation>{1} 上的 {0} 正在使用 {2}。请在那里关闭后再试。</translation>
    </message>
    <message>
        <source>There is no ledger at {0}. It was moved or deleted: open it where it is now.</source>
        <translation>{0} 处没有账本，可能已被移动或删除。请从它现在的位置打开。</translation>
    </message>
    <message>
        <source>A file lies at {0} already and was left as it is. Choose another name.</source>
        <translation>{0} 处已有文件，未作改动。请换一个名称。</translation>
    </message>
    <message>
        <source>The ledger could not be written to {0}. Choose another folder, or make room.</source>
        <translation>账本无法写入 {0}。请换一个文件夹，或腾出磁盘空间。</translation>
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
        <source>This would change the locked statement of {0}. Nothing was changed.</source>
        <translation>这会改动已锁定的 {0} 账单。未做任何更改。</translation>
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
        <translation>退款超过了这笔消费剩余的 {0}，请减少。</translation>
    </message>
    <message>
        <source>The purchase {0} is not in the ledger. Import the earlier bill first.</source>
        <translation>账本里没有消费 {0}，请先导入更早的账单。</translation>
    </message>
    <message>
        <source>At most {0} of this statement can be split. Choose a smaller amount.</source>
        <translation>这期账单最多可分期 {0}，请选择较小的金额。</translation>
    </message>
    <message>
        <source>Nothing booked by now falls in this statement. Correct the lines of its purchases.</source>
        <translation>目前为止记入的内容不会落在这期账单里。请改正其中消费的分期明细。</translation>
    </message>
    <message>
        <source>The repayments in the ledger would not cover the larger bill in time. Correct the repayment first, then post the difference.</source>
        <translation>账单变大后，账本里的还款没能按时还清它。请先改正还款，再记入差额。</translation>
    </message>
    <message>
        <source>The late charges move along and never meet this figure. Correct the purchases or the repayments.</source>
        <translation>违约金会随之变动，凑不成这个数。请改正消费或还款。</translation>
    </message>
    <message>
        <source>Only {0} of this statement are fees that can be lowered. Correct the purchase instead.</source>
        <translation>这期账单里可调低的服务费只有 {0}。请改正消费本身。</translation>
    </message>
    <message>
        <source>Nothing is owed for this purchase on that day. Choose another day.</source>
        <translation>这笔消费在那天没有欠款。请换一天。</translation>
    </message>
    <message>
        <source>The parts of the repayment do not fit what is owed. Check them.</source>
        <translation>还款的分配与待还金额不符，请检查。</translation>
    </message>
    <message>
        <source>The limit is not known. Tell it in the settings first.</source>
        <translation>额度未知，请先在设置中填写额度。</translation>
    </message>
    <message>
        <source>No more than {0} can be available on {1}. Wish for less, or for a later day.</source>
        <translation>{1} 最多只能有 {0} 可用额度，请减少金额或推后日期。</translation>
    </message>
    <message>
        <source>The field {0} holds a value that is not allowed. Correct it.</source>
        <translation>字段 {0} 的值不被允许，请改正。</translation>
    </message>
</context>
<context>
    <name>EventsCard</name>
    <message>
        <source>What moves the limit</source>
        <translation>额度变动</translation>
    </message>
    <message>
        <source>Nothing moves the limit in this time.</source>
        <translation>这段时间额度没有变化。</translation>
    </message>
    <message>
        <source>Open the row</source>
        <translation>打开记录</translation>
    </message>
    <message>
        <source>Show the entry or the bill behind it</source>
        <translation>查看对应的记录或账单</translation>
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
    <name>Fields</name>
    <message>
        <source>Type a whole number from {0} to {1}.</source>
        <translation>请输入 {0} 到 {1} 之间的整数。</translation>
    </message>
    <message>
        <source>Type a percentage from 0 to 100, with at most four decimals.</source>
        <translation>请输入 0 到 100 的百分比，最多四位小数。</translation>
    </message>
    <message>
        <source>Type an amount such as 5000 or 1234.56.</source>
        <translation>请输入金额，例如 5000 或 1234.56。</translation>
    </message>
    <message>
        <source>Type an amount that is not below zero.</source>
        <translation>金额不能小于零。</translation>
    </message>
    <message>
        <source>This amount is too large.</source>
        <translation>金额过大。</translation>
    </message>
    <message>
        <source>Type a day such as 2026-07-01.</source>
        <translation>请输入日期，例如 2026-07-01。</translation>
    </message>
    <message>
        <source>This is needed.</source>
        <translation>此项必填。</translation>
    </message>
</context>
<context>
    <name>FileDialogs</name>
    <message>
        <source>Open a ledger</source>
        <translation>打开账本</translation>
    </message>
    <message>
        <source>My ledger</source>
        <translation>我的账本</translation>
    </message>
    <message>
        <source>New ledger</source>
        <translation>新建账本</translation>
    </message>
    <message>
        <source>{0} (copy)</source>
        <translation>{0}（副本）</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>保存副本</translation>
    </message>
    <message>
        <source>Move the ledger</source>
        <translation>移动账本</translation>
    </message>
    <message>
        <source>This folder is synchronised with a cloud. A ledger that two programs write at once can be damaged; put it elsewhere and save copies here.</source>
        <translation>这个文件夹由云盘同步。账本同时被两个程序写入可能会损坏，请把账本放在别处，只把副本存到这里。</translation>
    </message>
    <message>
        <source>This folder lies on the network, where the file can be damaged when the connection breaks. Put the ledger on this computer and save copies there.</source>
        <translation>这个文件夹在网络上，连接中断时文件可能会损坏。请把账本放在本机，只把副本存到那里。</translation>
    </message>
    <message>
        <source>Unwise place</source>
        <translation>位置不合适</translation>
    </message>
    <message>
        <source>Use it anyway</source>
        <translation>仍要使用</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Ledgers ({0})</source>
        <translation>账本 ({0})</translation>
    </message>
</context>
<context>
    <name>FlowEditor</name>
    <message>
        <source>Money in or out</source>
        <translation>添加收支</translation>
    </message>
    <message>
        <source>Edit money in or out</source>
        <translation>修改收支</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Comes in</source>
        <translation>收入</translation>
    </message>
    <message>
        <source>Goes out</source>
        <translation>支出</translation>
    </message>
    <message>
        <source>For example: salary, rent.</source>
        <translation>例如：工资、房租。</translation>
    </message>
    <message>
        <source>The first day; every month on the same day, or the month&apos;s last.</source>
        <translation>首次日期；每月同一天，当月没有这一天时取最后一天。</translation>
    </message>
    <message>
        <source>Type how much it is.</source>
        <translation>请填写金额。</translation>
    </message>
</context>
<context>
    <name>FormDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>Ctrl+Shift+Enter</source>
        <translation>Ctrl+Shift+Enter</translation>
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
    <name>FreeCard</name>
    <message>
        <source>When will this much be free?</source>
        <translation>这么多额度何时可用？</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Type an amount; the chart then draws it too.</source>
        <translation>输入金额，图上也会画出来。</translation>
    </message>
    <message>
        <source>Certain</source>
        <translation>已确定</translation>
    </message>
    <message>
        <source>With the plan</source>
        <translation>按还款计划</translation>
    </message>
    <message>
        <source>In 9 of 10 paths of habit</source>
        <translation>照消费习惯（十之八九）</translation>
    </message>
</context>
<context>
    <name>FreezeEditor</name>
    <message>
        <source>Add a freeze</source>
        <translation>添加冻结</translation>
    </message>
    <message>
        <source>Edit a freeze</source>
        <translation>修改冻结</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起始日</translation>
    </message>
    <message>
        <source>Expected end</source>
        <translation>预计解冻日</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>The first day without the limit.</source>
        <translation>额度不可用的第一天。</translation>
    </message>
    <message>
        <source>Leave it empty while it is unknown.</source>
        <translation>不清楚时请留空。</translation>
    </message>
    <message>
        <source>In your own words.</source>
        <translation>用自己的话描述即可。</translation>
    </message>
    <message>
        <source>The end cannot be before the first day.</source>
        <translation>解冻日不能早于起始日。</translation>
    </message>
</context>
<context>
    <name>FundingEditor</name>
    <message>
        <source>Add an account</source>
        <translation>添加资金账户</translation>
    </message>
    <message>
        <source>Edit an account</source>
        <translation>修改资金账户</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>余额</translation>
    </message>
    <message>
        <source>As of</source>
        <translation>截至</translation>
    </message>
    <message>
        <source>Reserve</source>
        <translation>预留金额</translation>
    </message>
    <message>
        <source>For example: salary account.</source>
        <translation>例如：工资卡。</translation>
    </message>
    <message>
        <source>Leave it empty while it is unknown.</source>
        <translation>不清楚时请留空。</translation>
    </message>
    <message>
        <source>The day on which you looked.</source>
        <translation>你查看余额的那一天。</translation>
    </message>
    <message>
        <source>What repayments must not touch. Default: nothing.</source>
        <translation>还款时不能动用的部分。默认：无。</translation>
    </message>
    <message>
        <source>Another account has this name.</source>
        <translation>已有同名的资金账户。</translation>
    </message>
    <message>
        <source>Say on which day the account held this.</source>
        <translation>请填写这是哪一天的余额。</translation>
    </message>
</context>
<context>
    <name>HealthPanel</name>
    <message>
        <source>What you can know and change. JD decides by rules that it does not publish; this is not its score.</source>
        <translation>这里是您能了解、能改变的因素。京东按不公开的规则调整额度，这不是京东的评分。</translation>
    </message>
</context>
<context>
    <name>HistoryCard</name>
    <message>
        <source>Imports so far</source>
        <translation>导入历史</translation>
    </message>
    <message>
        <source>Show entries</source>
        <translation>查看记录</translation>
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
        <source>Show the entries of the days of the selected import</source>
        <translation>查看所选导入覆盖日期内的记录</translation>
    </message>
    <message>
        <source>Nothing was imported yet.</source>
        <translation>还没有导入过账单。</translation>
    </message>
</context>
<context>
    <name>IdentityCard</name>
    <message>
        <source>Account</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Name of the account</source>
        <translation>账户名称</translation>
    </message>
    <message>
        <source>Billing</source>
        <translation>出账方式</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>JD bills most accounts by statement; old ones by order.</source>
        <translation>京东大多按账单出账，较早的账户按订单。</translation>
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
        <source>Book these rows as one import (Ctrl+Enter)</source>
        <translation>把这些明细作为一次导入入账（Ctrl+Enter）</translation>
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
        <source>Export rejected rows</source>
        <translation>导出未入账明细</translation>
    </message>
    <message>
        <source>rejected rows.csv</source>
        <translation>未入账明细.csv</translation>
    </message>
    <message>
        <source>CSV ({0})</source>
        <translation>CSV 文件 ({0})</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
</context>
<context>
    <name>ImportProgress</name>
    <message>
        <source>Progress of the import</source>
        <translation>导入进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stop; nothing is written</source>
        <translation>停止，不会写入任何内容</translation>
    </message>
    <message>
        <source>Booking the rows…</source>
        <translation>正在入账…</translation>
    </message>
    <message>
        <source>Reading the files…</source>
        <translation>正在读取文件…</translation>
    </message>
    <message>
        <source>{0} of {1} rows</source>
        <translation>{0} / {1} 条</translation>
    </message>
</context>
<context>
    <name>ImportResult</name>
    <message>
        <source>Imported: 1 new row.</source>
        <translation>已导入：新增 1 条。</translation>
    </message>
    <message>
        <source>Imported: {0} new rows.</source>
        <translation>已导入：新增 {0} 条。</translation>
    </message>
    <message>
        <source>1 row waits for your decision.</source>
        <translation>有 1 条等你确认。</translation>
    </message>
    <message>
        <source>{0} rows wait for your decision.</source>
        <translation>有 {0} 条等你确认。</translation>
    </message>
    <message>
        <source>1 row updated.</source>
        <translation>更新 1 条。</translation>
    </message>
    <message>
        <source>{0} rows updated.</source>
        <translation>更新 {0} 条。</translation>
    </message>
    <message>
        <source>1 row was known already.</source>
        <translation>1 条此前已导入。</translation>
    </message>
    <message>
        <source>{0} rows were known already.</source>
        <translation>{0} 条此前已导入。</translation>
    </message>
    <message>
        <source>1 row kept as a memo.</source>
        <translation>1 条仅作备忘。</translation>
    </message>
    <message>
        <source>{0} rows kept as memos.</source>
        <translation>{0} 条仅作备忘。</translation>
    </message>
    <message>
        <source>1 row left out.</source>
        <translation>1 条未导入。</translation>
    </message>
    <message>
        <source>{0} rows left out.</source>
        <translation>{0} 条未导入。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>ImportViewModel</name>
    <message>
        <source>The rejected rows were written to {0}.</source>
        <translation>未入账明细已写入 {0}。</translation>
    </message>
    <message>
        <source>The file could not be written: {0}. Choose another place.</source>
        <translation>无法写入文件：{0}。请换一个位置。</translation>
    </message>
    <message>
        <source>The ledger knows all of these rows already. There is nothing to do.</source>
        <translation>这些明细账本里都有了，无需再导入。</translation>
    </message>
    <message>
        <source>The import was undone.</source>
        <translation>导入已撤销。</translation>
    </message>
</context>
<context>
    <name>InstalmentDialog</name>
    <message>
        <source>Statement instalment</source>
        <translation>账单分期</translation>
    </message>
    <message>
        <source>Split it</source>
        <translation>办理分期</translation>
    </message>
    <message>
        <source>Amount to split</source>
        <translation>分期金额</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Periods</source>
        <translation>期数</translation>
    </message>
    <message>
        <source>Periods free of fees</source>
        <translation>免服务费期数</translation>
    </message>
    <message>
        <source>Fee per period, %</source>
        <translation>每期服务费率（%）</translation>
    </message>
    <message>
        <source>Type a rate such as 0.5.</source>
        <translation>请输入费率，例如 0.5。</translation>
    </message>
    <message>
        <source>There are not so many periods.</source>
        <translation>超过了总期数。</translation>
    </message>
    <message>
        <source>It costs {0} of fees in all.</source>
        <translation>服务费合计 {0}。</translation>
    </message>
    <message>
        <source>Type an amount such as 1234.56.</source>
        <translation>请输入金额，例如 1234.56。</translation>
    </message>
    <message>
        <source>At most {0} can be split.</source>
        <translation>最多可分期 {0}。</translation>
    </message>
    <message>
        <source>At least {0} must be split.</source>
        <translation>至少要分期 {0}。</translation>
    </message>
    <message>
        <source>Type a day such as 2026-07-12.</source>
        <translation>请输入日期，例如 2026-07-12。</translation>
    </message>
    <message>
        <source>The statement is not out yet on that day.</source>
        <translation>这一天账单还没有出账。</translation>
    </message>
    <message>
        <source>Of the statement of {0}, {1} to {2} can be split.</source>
        <translation>{0} 账单可分期 {1} 至 {2}。</translation>
    </message>
</context>
<context>
    <name>KindMenu</name>
    <message>
        <source>As recognised</source>
        <translation>恢复识别结果</translation>
    </message>
</context>
<context>
    <name>Labels</name>
    <message>
        <source>Purchase</source>
        <translation>消费</translation>
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
        <source>Left out</source>
        <translation>不导入</translation>
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
        <translation>无法识别的明细</translation>
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
        <translation>无法识别的不计收支明细</translation>
    </message>
    <message>
        <source>A refund listed as spending</source>
        <translation>退款被列为支出</translation>
    </message>
    <message>
        <source>Purchase of this refund not found</source>
        <translation>找不到退款对应的消费</translation>
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
        <source>You booked it before</source>
        <translation>您之前已记过这笔</translation>
    </message>
    <message>
        <source>Booked as another kind before</source>
        <translation>此前按其他类型入账</translation>
    </message>
    <message>
        <source>You left it out</source>
        <translation>你选择不导入</translation>
    </message>
    <message>
        <source>You chose the kind</source>
        <translation>类型由你指定</translation>
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
        <source>decision on imported rows</source>
        <translation>处理导入的明细</translation>
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
    <name>LedgerSection</name>
    <message>
        <source>Path of the ledger</source>
        <translation>账本路径</translation>
    </message>
    <message>
        <source>Ledgers opened lately</source>
        <translation>最近打开的账本</translation>
    </message>
    <message>
        <source>Ledger file</source>
        <translation>账本文件</translation>
    </message>
    <message>
        <source>This folder is synchronised with a cloud, which can damage an open ledger. Move it to a folder of this computer.</source>
        <translation>这个文件夹会与云盘同步，可能损坏打开中的账本。请把它移到本机文件夹。</translation>
    </message>
    <message>
        <source>This folder lies on the network, which can damage an open ledger. Move it to a folder of this computer.</source>
        <translation>这个文件夹在网络上，可能损坏打开中的账本。请把它移到本机文件夹。</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>新建…</translation>
    </message>
    <message>
        <source>Move…</source>
        <translation>移动…</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>保存副本…</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>打开所在文件夹</translation>
    </message>
    <message>
        <source>Open the demo ledger</source>
        <translation>打开演示账本</translation>
    </message>
    <message>
        <source>Your own ledger stays as it is</source>
        <translation>你自己的账本不受影响</translation>
    </message>
    <message>
        <source>Size: {0}</source>
        <translation>大小：{0}</translation>
    </message>
    <message>
        <source>Size: unknown</source>
        <translation>大小：未知</translation>
    </message>
</context>
<context>
    <name>LimitBlock</name>
    <message>
        <source>Open the limit</source>
        <translation>查看额度</translation>
    </message>
    <message>
        <source>Show the limit page</source>
        <translation>打开额度页</translation>
    </message>
    <message>
        <source>Available limit, the next 90 days</source>
        <translation>今后 90 天的可用额度</translation>
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
    <name>LimitChart</name>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
</context>
<context>
    <name>LimitEditor</name>
    <message>
        <source>Add a limit</source>
        <translation>添加额度</translation>
    </message>
    <message>
        <source>Edit a limit</source>
        <translation>修改额度</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起始日</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>截止日</translation>
    </message>
    <message>
        <source>A fixed one replaces the one before; a temporary one comes on top.</source>
        <translation>固定额度取代之前的固定额度；临时额度额外叠加。</translation>
    </message>
    <message>
        <source>As JD shows it on this day.</source>
        <translation>以京东当日显示的为准。</translation>
    </message>
    <message>
        <source>Before this day nothing changes.</source>
        <translation>此日之前不受影响。</translation>
    </message>
    <message>
        <source>The last day on which it holds.</source>
        <translation>有效期的最后一天。</translation>
    </message>
    <message>
        <source>Another fixed limit holds from this day.</source>
        <translation>此日已有另一个固定额度。</translation>
    </message>
    <message>
        <source>Type the last day; it cannot be before the first.</source>
        <translation>请填写截止日，且不能早于起始日。</translation>
    </message>
</context>
<context>
    <name>LimitEvents</name>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>变动原因</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Available after</source>
        <translation>变动后可用</translation>
    </message>
</context>
<context>
    <name>LimitExport</name>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>总额度</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>已用</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>可用</translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>Certain</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Causes</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>happened</source>
        <translation>已发生</translation>
    </message>
</context>
<context>
    <name>LimitFields</name>
    <message>
        <source>Limits</source>
        <translation>限额</translation>
    </message>
    <message>
        <source>Suggestion</source>
        <translation>参考限额</translation>
    </message>
    <message>
        <source>Per payment</source>
        <translation>单笔</translation>
    </message>
    <message>
        <source>Per day</source>
        <translation>单日</translation>
    </message>
    <message>
        <source>Per month</source>
        <translation>单月</translation>
    </message>
    <message>
        <source>Payments per day</source>
        <translation>每日笔数</translation>
    </message>
    <message>
        <source>Type at least one limit, or choose another answer above.</source>
        <translation>请至少填写一项限额，或在上面选择其他答案。</translation>
    </message>
    <message>
        <source>A limit of zero lets nothing through.</source>
        <translation>限额为零就一分钱也还不了。</translation>
    </message>
    <message>
        <source>None</source>
        <translation>不使用</translation>
    </message>
    <message>
        <source>These limits</source>
        <translation>填写限额</translation>
    </message>
    <message>
        <source>No limit at all</source>
        <translation>确认不限额</translation>
    </message>
    <message>
        <source>Unknown for now</source>
        <translation>暂时未知</translation>
    </message>
    <message>
        <source>“No limit at all” says that the bank sets none.</source>
        <translation>“确认不限额”表示银行没有限制。</translation>
    </message>
    <message>
        <source>Unknown stays a question; “No limit at all” says that the bank sets none.</source>
        <translation>“暂时未知”会继续提醒；“确认不限额”表示银行没有限制。</translation>
    </message>
    <message>
        <source>A suggestion, not the truth: check in your bank&apos;s app.</source>
        <translation>仅供参考，不一定准确：请以银行 App 为准。</translation>
    </message>
    <message>
        <source>The most that one payment may move. Empty: no such limit.</source>
        <translation>一笔最多能还多少。留空表示没有这项限制。</translation>
    </message>
    <message>
        <source>Empty: no such limit.</source>
        <translation>留空表示没有这项限制。</translation>
    </message>
</context>
<context>
    <name>LimitHealth</name>
    <message>
        <source>Changes of the limit</source>
        <translation>额度调整</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>Days overdue</source>
        <translation>逾期天数</translation>
    </message>
    <message>
        <source>Temporary limit</source>
        <translation>临时额度</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>of the 90 days before</source>
        <translation>（之前 90 天）</translation>
    </message>
    <message>
        <source>Purchases {0}</source>
        <translation>消费{0}</translation>
    </message>
    <message>
        <source>Repayments {0}</source>
        <translation>还款{0}</translation>
    </message>
    <message>
        <source>Used then</source>
        <translation>当时已用</translation>
    </message>
    <message>
        <source>Bought</source>
        <translation>消费</translation>
    </message>
    <message>
        <source>Repaid</source>
        <translation>还款</translation>
    </message>
    <message>
        <source>How much is used</source>
        <translation>额度使用率</translation>
    </message>
    <message>
        <source>Bills paid on time in a row</source>
        <translation>连续按时还款</translation>
    </message>
    <message>
        <source>Share owed in instalments</source>
        <translation>分期占比</translation>
    </message>
    <message>
        <source>Heaviest week ahead</source>
        <translation>今后还款最重的一周</translation>
    </message>
    <message>
        <source>Used limit / total limit; up to {0} is good.</source>
        <translation>已用额度 ÷ 总额度；不超过 {0} 为良好。</translation>
    </message>
    <message>
        <source>Days of the last 365 at whose end a bill was overdue; none is good.</source>
        <translation>近 365 天内日终有账单逾期的天数；没有为良好。</translation>
    </message>
    <message>
        <source>Bills of the last 365 days paid by their due day, counted back from the newest; {0} are good.</source>
        <translation>近 365 天内按时还清的账单，从最近一期往前连续计数；{0} 期为良好。</translation>
    </message>
    <message>
        <source>Owed in several periods / everything owed; up to {0} is good.</source>
        <translation>分期待还 ÷ 全部待还；不超过 {0} 为良好。</translation>
    </message>
    <message>
        <source>The most that falls due in seven days / the income of a month; up to {0} is good.</source>
        <translation>七天内最多应还 ÷ 月收入；不超过 {0} 为良好。</translation>
    </message>
    <message>
        <source>Changes seen so far, each beside the 90 days before it.</source>
        <translation>至今的额度调整，以及每次调整前 90 天的情况。</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>Fair</source>
        <translation>一般</translation>
    </message>
    <message>
        <source>Poor</source>
        <translation>较差</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>已用</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>总额度</translation>
    </message>
    <message>
        <source>Overdue now</source>
        <translation>当前逾期</translation>
    </message>
    <message>
        <source>In instalments</source>
        <translation>分期待还</translation>
    </message>
    <message>
        <source>Everything owed</source>
        <translation>全部待还</translation>
    </message>
    <message>
        <source>Due in the week</source>
        <translation>该周应还</translation>
    </message>
    <message>
        <source>Income of a month</source>
        <translation>月收入</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 天</translation>
    </message>
    <message>
        <source>{0} days</source>
        <translation>{0} 天</translation>
    </message>
    <message>
        <source>1 bill</source>
        <translation>1 期</translation>
    </message>
    <message>
        <source>{0} bills</source>
        <translation>{0} 期</translation>
    </message>
    <message>
        <source>1 change</source>
        <translation>1 次</translation>
    </message>
    <message>
        <source>{0} changes</source>
        <translation>{0} 次</translation>
    </message>
    <message>
        <source>The week begins on {0}.</source>
        <translation>该周自{0}起。</translation>
    </message>
    <message>
        <source>The last such day was {0}.</source>
        <translation>最近的逾期日是{0}。</translation>
    </message>
    <message>
        <source>The last one was on {0}.</source>
        <translation>最近一次在{0}。</translation>
    </message>
    <message>
        <source>Since {0}.</source>
        <translation>自{0}起。</translation>
    </message>
    <message>
        <source>Repaying this much early brings it to the good share:</source>
        <translation>提前还这么多，即可达到良好：</translation>
    </message>
    <message>
        <source>Pay what is overdue; each such day leaves the count after a year.</source>
        <translation>请还清逾期；每个逾期日满一年后不再计入。</translation>
    </message>
    <message>
        <source>Each further bill paid by its due day adds one.</source>
        <translation>每按时还清一期账单，就增加一期。</translation>
    </message>
    <message>
        <source>Settling this much of instalments early brings it to the good share:</source>
        <translation>提前结清这么多分期，即可达到良好：</translation>
    </message>
    <message>
        <source>Paying this much before that week brings it to the good share:</source>
        <translation>在那一周之前先还这么多，即可达到良好：</translation>
    </message>
    <message>
        <source>The last change was a cut; see below what went before it.</source>
        <translation>最近一次是降额，调整前的情况见下表。</translation>
    </message>
    <message>
        <source>Enter the limit in the log.</source>
        <translation>请在“记录”中填写额度。</translation>
    </message>
    <message>
        <source>Enter what comes in every month on the Settings page.</source>
        <translation>请在设置页填写每月收入。</translation>
    </message>
    <message>
        <source>No bill was due in a year.</source>
        <translation>近一年没有到期的账单。</translation>
    </message>
    <message>
        <source>Owed in one period</source>
        <translation>不分期待还</translation>
    </message>
    <message>
        <source>Rounding</source>
        <translation>舍入</translation>
    </message>
    <message>
        <source>What is booked ahead</source>
        <translation>已登记的今后款项</translation>
    </message>
    <message>
        <source>What may stay</source>
        <translation>可以保留的部分</translation>
    </message>
</context>
<context>
    <name>LimitLog</name>
    <message>
        <source>What for</source>
        <translation>申请事项</translation>
    </message>
    <message>
        <source>Filed on</source>
        <translation>提交日期</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>申请额度</translation>
    </message>
    <message>
        <source>Stands at</source>
        <translation>目前进度</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>额度</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>LimitPage</name>
    <message>
        <source>No limit and no purchase yet</source>
        <translation>还没有额度和消费</translation>
    </message>
    <message>
        <source>The days ahead appear here once the limit or a purchase is in the ledger.</source>
        <translation>账本中有了额度或消费之后，这里会显示今后的额度。</translation>
    </message>
    <message>
        <source>Import bills</source>
        <translation>导入账单</translation>
    </message>
    <message>
        <source>Parts of this page</source>
        <translation>本页各部分</translation>
    </message>
    <message>
        <source>Days ahead</source>
        <translation>今后额度</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>假设</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>健康度</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>额度</translation>
    </message>
    <message>
        <source>&amp;Limit</source>
        <translation>额度(&amp;L)</translation>
    </message>
</context>
<context>
    <name>LimitPageActions</name>
    <message>
        <source>Go to today</source>
        <translation>回到今天</translation>
    </message>
    <message>
        <source>Put the cursor on today</source>
        <translation>光标回到今天</translation>
    </message>
    <message>
        <source>Show {0} days</source>
        <translation>显示 {0} 天</translation>
    </message>
    <message>
        <source>Show so many days ahead</source>
        <translation>显示今后这么多天</translation>
    </message>
    <message>
        <source>Band of habit</source>
        <translation>消费习惯区间</translation>
    </message>
    <message>
        <source>Show where your own spending may lead</source>
        <translation>显示照您的消费习惯额度会怎样变化</translation>
    </message>
    <message>
        <source>Add a what-if…</source>
        <translation>添加假设…</translation>
    </message>
    <message>
        <source>Try a purchase, a repayment or another limit, apart from the ledger</source>
        <translation>试算一笔消费、还款或另一个额度，不影响账本</translation>
    </message>
    <message>
        <source>What does an offer really cost?…</source>
        <translation>分期实际成本…</translation>
    </message>
    <message>
        <source>Yearly rates and other ways to pay</source>
        <translation>年化利率和其他付款方式</translation>
    </message>
    <message>
        <source>Save the chart as PNG…</source>
        <translation>将图保存为 PNG…</translation>
    </message>
    <message>
        <source>Save the chart as SVG…</source>
        <translation>将图保存为 SVG…</translation>
    </message>
    <message>
        <source>Save the days as CSV…</source>
        <translation>将逐日额度保存为 CSV…</translation>
    </message>
    <message>
        <source>Write a file of your choice</source>
        <translation>写入您选择的文件</translation>
    </message>
</context>
<context>
    <name>LimitSaving</name>
    <message>
        <source>Save the chart</source>
        <translation>保存图</translation>
    </message>
    <message>
        <source>Available limit</source>
        <translation>可用额度</translation>
    </message>
    <message>
        <source>Save the days</source>
        <translation>保存逐日额度</translation>
    </message>
    <message>
        <source>Limit {0}</source>
        <translation>额度 {0}</translation>
    </message>
    <message>
        <source>Saved as {0}</source>
        <translation>已保存为 {0}</translation>
    </message>
</context>
<context>
    <name>LimitSparkline</name>
    <message>
        <source>Available limit ahead</source>
        <translation>今后的可用额度</translation>
    </message>
    <message>
        <source>At least {0} on {1}; {2} on {3}</source>
        <translation>最低 {0}（{1}）；{3}为 {2}</translation>
    </message>
</context>
<context>
    <name>LimitWhatIf</name>
    <message>
        <source>What if</source>
        <translation>假设</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现状</translation>
    </message>
    <message>
        <source>What changes</source>
        <translation>变化项</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差额</translation>
    </message>
    <message>
        <source>Fees to come</source>
        <translation>今后的服务费</translation>
    </message>
    <message>
        <source>Lowest available limit</source>
        <translation>最低可用额度</translation>
    </message>
    <message>
        <source>… on</source>
        <translation>……日期</translation>
    </message>
    <message>
        <source>Available at the end of the day</source>
        <translation>日终可用额度</translation>
    </message>
    <message>
        <source>Bill due {0}</source>
        <translation>{0}到期的账单</translation>
    </message>
    <message>
        <source>Most due in seven days</source>
        <translation>七天内最多应还</translation>
    </message>
    <message>
        <source>… from</source>
        <translation>……起始日</translation>
    </message>
    <message>
        <source>being planned…</source>
        <translation>正在规划…</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>没有得出</translation>
    </message>
    <message>
        <source>Repayment plan</source>
        <translation>还款计划</translation>
    </message>
    <message>
        <source>Start paying by</source>
        <translation>最迟开始还款</translation>
    </message>
    <message>
        <source>Cannot be paid in time</source>
        <translation>无法按时还清</translation>
    </message>
    <message>
        <source>all in time</source>
        <translation>全部按时</translation>
    </message>
    <message>
        <source>not in time</source>
        <translation>不能按时</translation>
    </message>
    <message>
        <source>Unpaid on the due days</source>
        <translation>到期未还</translation>
    </message>
</context>
<context>
    <name>LimitWhatIfPanel</name>
    <message>
        <source>Not in the ledger: nothing here is written, and no bill changes.</source>
        <translation>不在账本中：这里的一切都不会写入，账单不会改变。</translation>
    </message>
    <message>
        <source>What if…</source>
        <translation>如果……</translation>
    </message>
    <message>
        <source>Add a what-if…</source>
        <translation>添加假设…</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Take every what-if back</source>
        <translation>撤掉全部假设</translation>
    </message>
    <message>
        <source>What does an offer really cost?…</source>
        <translation>分期实际成本…</translation>
    </message>
    <message>
        <source>Yearly rates and other ways to pay</source>
        <translation>年化利率和其他付款方式</translation>
    </message>
    <message>
        <source>Available limit, now and with the what-ifs</source>
        <translation>现状与假设下的可用额度</translation>
    </message>
    <message>
        <source>Blue dashes: now; the other line: with the what-ifs.</source>
        <translation>蓝色虚线：现状；另一条线：假设之后。</translation>
    </message>
    <message>
        <source>What it changes</source>
        <translation>带来的变化</translation>
    </message>
    <message>
        <source>Nothing is tried. A purchase, a repayment or another limit shows here.</source>
        <translation>还没有假设。可以试算一笔消费、还款或另一个额度。</translation>
    </message>
    <message>
        <source>A plan needs cards and limits; see the Plan page.</source>
        <translation>规划需要还款卡和限额，请见还款计划页。</translation>
    </message>
    <message>
        <source>The planning was stopped or found nothing in time.</source>
        <translation>规划已停止，或未能及时得出结果。</translation>
    </message>
    <message>
        <source>{0}: {1} now, {2} with the what-ifs</source>
        <translation>{0}：现状 {1}，假设之后 {2}</translation>
    </message>
</context>
<context>
    <name>LimitWords</name>
    <message>
        <source>Submitted</source>
        <translation>已提交</translation>
    </message>
    <message>
        <source>More documents asked for</source>
        <translation>补充材料</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>已批准</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>未通过</translation>
    </message>
    <message>
        <source>Restored</source>
        <translation>已恢复</translation>
    </message>
    <message>
        <source>Restore the limit</source>
        <translation>恢复额度</translation>
    </message>
    <message>
        <source>Raise the limit</source>
        <translation>提升额度</translation>
    </message>
    <message>
        <source>Lift a freeze</source>
        <translation>解除冻结</translation>
    </message>
    <message>
        <source>You typed it</source>
        <translation>由您填写</translation>
    </message>
    <message>
        <source>Filed</source>
        <translation>已提交</translation>
    </message>
    <message>
        <source>{0}; expected: {1}</source>
        <translation>{0}；预计：{1}</translation>
    </message>
    <message>
        <source>{0} ({1})</source>
        <translation>{0}（{1}）</translation>
    </message>
    <message>
        <source>Temporary limit begins</source>
        <translation>临时额度生效</translation>
    </message>
    <message>
        <source>Temporary limit ends</source>
        <translation>临时额度到期</translation>
    </message>
    <message>
        <source>{0} (statement of {1})</source>
        <translation>{0}（{1}账单）</translation>
    </message>
    <message>
        <source>Nothing happens on this day</source>
        <translation>当日没有变动</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>{0}; and {1} more</source>
        <translation>{0}；另有 {1} 项</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>{0}: {1} available</source>
        <translation>{0}：可用 {1}</translation>
    </message>
    <message>
        <source>{0}, but frozen</source>
        <translation>{0}，但已冻结</translation>
    </message>
    <message>
        <source>{0}. {1}</source>
        <translation>{0}。{1}</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>明天</translation>
    </message>
    <message>
        <source>in {0} days</source>
        <translation>{0} 天后</translation>
    </message>
    <message>
        <source>Not by {0}</source>
        <translation>到{0}为止都不够</translation>
    </message>
    <message>
        <source>Free today, and so it stays until {0}</source>
        <translation>今天就可用，并一直保持到{0}</translation>
    </message>
    <message>
        <source>From {0} on ({1})</source>
        <translation>{0}起（{1}）</translation>
    </message>
    <message>
        <source>Unknown: the limit is not known.</source>
        <translation>未知：额度还没有填写。</translation>
    </message>
    <message>
        <source>Unknown: history of {0} weeks, {1} needed.</source>
        <translation>未知：只有 {0} 周的历史，需要 {1} 周。</translation>
    </message>
    <message>
        <source>From your own spending of {0} weeks.</source>
        <translation>依据您 {0} 周的消费。</translation>
    </message>
    <message>
        <source>{0} {1}</source>
        <translation>{0}{1}</translation>
    </message>
    <message>
        <source>Tried on your own past, {0} % of {1} days lay in the band (80 % would be exact).</source>
        <translation>用您过去的数据检验：{1} 天中有 {0}% 落在区间内（80% 为准确）。</translation>
    </message>
    <message>
        <source>a constant</source>
        <translation>固定值</translation>
    </message>
    <message>
        <source>last year&apos;s weeks</source>
        <translation>去年同期</translation>
    </message>
    <message>
        <source>{0} % of that of {1}</source>
        <translation>{1}的 {0}%</translation>
    </message>
    <message>
        <source>{0} Its error was {1}.</source>
        <translation>{0}误差为{1}。</translation>
    </message>
    <message>
        <source> and </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Purchase</source>
        <translation>消费</translation>
    </message>
    <message>
        <source>Early repayment</source>
        <translation>提前还款</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>额度</translation>
    </message>
    <message>
        <source>Temporary limit</source>
        <translation>临时额度</translation>
    </message>
    <message>
        <source>Early settlement</source>
        <translation>提前结清</translation>
    </message>
    <message>
        <source>in the place of the fixed limit</source>
        <translation>替换固定额度</translation>
    </message>
    <message>
        <source>until {0}</source>
        <translation>到{0}为止</translation>
    </message>
    <message>
        <source>before it is due</source>
        <translation>到期之前</translation>
    </message>
    <message>
        <source>not split</source>
        <translation>不分期</translation>
    </message>
    <message>
        <source>{0} periods</source>
        <translation>{0} 期</translation>
    </message>
    <message>
        <source>fee of {0} % a period</source>
        <translation>每期费率 {0}%</translation>
    </message>
    <message>
        <source>{0} free of fees</source>
        <translation>{0} 期免费</translation>
    </message>
    <message>
        <source>APR of about {0} %</source>
        <translation>年化约 {0}%</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
</context>
<context>
    <name>LineDialog</name>
    <message>
        <source>Edit period {0} of {1}</source>
        <translation>编辑第 {0} 期（共 {1} 期）</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>What is left empty follows the rules of the account.</source>
        <translation>留空的项目按账户规则计算。</translation>
    </message>
    <message>
        <source>Principal</source>
        <translation>本金</translation>
    </message>
    <message>
        <source>Fee</source>
        <translation>服务费</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>账单日</translation>
    </message>
</context>
<context>
    <name>LogSection</name>
    <message>
        <source>Limits</source>
        <translation>额度</translation>
    </message>
    <message>
        <source>Add a limit…</source>
        <translation>添加额度…</translation>
    </message>
    <message>
        <source>Freezes</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>Add a freeze…</source>
        <translation>添加冻结…</translation>
    </message>
    <message>
        <source>Applications</source>
        <translation>额度申请</translation>
    </message>
    <message>
        <source>Add an application…</source>
        <translation>添加申请…</translation>
    </message>
    <message>
        <source>Unknown: the limit was never entered. JD shows it as 总额度.</source>
        <translation>未知：还没有填写额度。京东显示为“总额度”。</translation>
    </message>
    <message>
        <source>No freeze entered.</source>
        <translation>还没有冻结记录。</translation>
    </message>
    <message>
        <source>No application entered.</source>
        <translation>还没有额度申请。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>This is the demo ledger: an invented story, apart from your own.</source>
        <translation>这是演示账本：内容均为虚构，与你自己的账本分开存放。</translation>
    </message>
    <message>
        <source>Back to my ledger</source>
        <translation>回到我的账本</translation>
    </message>
    <message>
        <source> (demo)</source>
        <translation>（演示）</translation>
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
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Open the folder of the log</source>
        <translation>打开日志文件夹</translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation>最近打开的账本</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>新建账本…</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开账本…</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>保存副本…</translation>
    </message>
    <message>
        <source>Move…</source>
        <translation>移动账本…</translation>
    </message>
    <message>
        <source>Open the demo</source>
        <translation>打开演示账本</translation>
    </message>
    <message>
        <source>New purchase</source>
        <translation>新建消费</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Normal size</source>
        <translation>原始大小</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
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
    <name>MoneySection</name>
    <message>
        <source>Accounts behind the cards</source>
        <translation>还款卡背后的资金账户</translation>
    </message>
    <message>
        <source>Add an account…</source>
        <translation>添加资金账户…</translation>
    </message>
    <message>
        <source>What comes and goes</source>
        <translation>收支</translation>
    </message>
    <message>
        <source>Add money in or out…</source>
        <translation>添加收支…</translation>
    </message>
    <message>
        <source>No account yet. Add the one to which your salary comes.</source>
        <translation>还没有资金账户。请先添加工资入账的账户。</translation>
    </message>
    <message>
        <source>What comes to {0} and leaves it</source>
        <translation>{0} 的收支</translation>
    </message>
    <message>
        <source>Nothing entered yet.</source>
        <translation>没有登记。</translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>{0}, {1} waits</source>
        <translation>{0}，{1} 条待处理</translation>
    </message>
    <message>
        <source>{0}, {1} wait</source>
        <translation>{0}，{1} 条待处理</translation>
    </message>
</context>
<context>
    <name>NextSteps</name>
    <message>
        <source>Show statements</source>
        <translation>查看账单</translation>
    </message>
    <message>
        <source>Pay {0} today: {1} statement is overdue.</source>
        <translation>今天请还 {0}：{1} 期账单已逾期。</translation>
    </message>
    <message>
        <source>Pay {0} today: {1} statements are overdue.</source>
        <translation>今天请还 {0}：{1} 期账单已逾期。</translation>
    </message>
    <message>
        <source>Pay {0} by {1}, {2}.</source>
        <translation>请在 {1}前还 {0}（{2}）。</translation>
    </message>
    <message>
        <source>Show the freeze</source>
        <translation>查看冻结</translation>
    </message>
    <message>
        <source>The limit is frozen.</source>
        <translation>额度已冻结。</translation>
    </message>
    <message>
        <source>The limit is frozen until {0}.</source>
        <translation>额度冻结至 {0}。</translation>
    </message>
    <message>
        <source>{0} purchase: say in how many periods it is paid.</source>
        <translation>{0} 笔消费的期数待填写。</translation>
    </message>
    <message>
        <source>{0} purchases: say in how many periods they are paid.</source>
        <translation>{0} 笔消费的期数待填写。</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>去填写</translation>
    </message>
    <message>
        <source>{0} imported row waits for your decision.</source>
        <translation>{0} 条导入明细等你确认。</translation>
    </message>
    <message>
        <source>{0} imported rows wait for your decision.</source>
        <translation>{0} 条导入明细等你确认。</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>去确认</translation>
    </message>
    <message>
        <source>Your credit limit is not known yet.</source>
        <translation>还不知道你的白条额度。</translation>
    </message>
    <message>
        <source>Enter it</source>
        <translation>填写额度</translation>
    </message>
    <message>
        <source>Statement day and due date are guessed.</source>
        <translation>账单日和还款日是默认值，尚未核实。</translation>
    </message>
    <message>
        <source>Check them</source>
        <translation>核实</translation>
    </message>
    <message>
        <source>No card to repay from is known yet.</source>
        <translation>还没有添加还款卡。</translation>
    </message>
    <message>
        <source>Add a card</source>
        <translation>添加还款卡</translation>
    </message>
    <message>
        <source>{0} card has no limits yet.</source>
        <translation>{0} 张还款卡还没有填写限额。</translation>
    </message>
    <message>
        <source>{0} cards have no limits yet.</source>
        <translation>{0} 张还款卡还没有填写限额。</translation>
    </message>
    <message>
        <source>Enter them</source>
        <translation>填写限额</translation>
    </message>
    <message>
        <source>Compare the statement of {0} with what JD shows.</source>
        <translation>请将{0}账单与京东核对。</translation>
    </message>
    <message>
        <source>Reconcile</source>
        <translation>去对账</translation>
    </message>
</context>
<context>
    <name>OfferDialog</name>
    <message>
        <source>What an instalment offer costs</source>
        <translation>分期真实成本</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Periods</source>
        <translation>期数</translation>
    </message>
    <message>
        <source>A share of the price, each period</source>
        <translation>每期费率（按金额计）</translation>
    </message>
    <message>
        <source>A sum for all periods</source>
        <translation>各期服务费总额</translation>
    </message>
    <message>
        <source>Fees in all</source>
        <translation>服务费总额</translation>
    </message>
    <message>
        <source>Periods free of fees</source>
        <translation>免服务费期数</translation>
    </message>
    <message>
        <source>Discount for not splitting</source>
        <translation>不分期立减</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copy figures and tables as text (Ctrl+Enter)</source>
        <translation>把数字和表格复制为文本（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>The fee is of the whole price each period, though you owe less each time.</source>
        <translation>每期服务费都按全部金额计算，而欠款逐期减少，所以真实年化高于报价。</translation>
    </message>
    <message>
        <source>Fee is told as</source>
        <translation>服务费写作</translation>
    </message>
    <message>
        <source>Fee per period, %</source>
        <translation>每期服务费率（%）</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>It must be below the price.</source>
        <translation>必须小于金额。</translation>
    </message>
    <message>
        <source>There are not that many periods.</source>
        <translation>没有这么多期。</translation>
    </message>
    <message>
        <source>No period is left that could bear it.</source>
        <translation>各期都免服务费，没有哪一期能收这笔费用。</translation>
    </message>
    <message>
        <source>Type an amount such as 1234.56.</source>
        <translation>请输入金额，例如 1234.56。</translation>
    </message>
    <message>
        <source>Type a percentage such as 0.6.</source>
        <translation>请输入百分数，例如 0.6。</translation>
    </message>
</context>
<context>
    <name>OfferResults</name>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
    <message>
        <source>Settled after so many periods</source>
        <translation>还完几期后提前结清</translation>
    </message>
    <message>
        <source>What the offer comes to</source>
        <translation>分期的结果</translation>
    </message>
    <message>
        <source>Periods of the offer</source>
        <translation>各期应还</translation>
    </message>
    <message>
        <source>Other ways to pay</source>
        <translation>其他付款方式</translation>
    </message>
    <message>
        <source>Settling early</source>
        <translation>提前结清</translation>
    </message>
    <message>
        <source>Periods</source>
        <translation>各期应还</translation>
    </message>
    <message>
        <source>Settling early, periods paid: {0}</source>
        <translation>提前结清，已还期数：{0}</translation>
    </message>
    <message>
        <source>Type the price and the fee to see what it costs.</source>
        <translation>填写金额和服务费，即可看到真实成本。</translation>
    </message>
    <message>
        <source>{0} a year nominal, {1} effective; quoted {2} % a period</source>
        <translation>年化（单利）{0}，年化（复利）{1}；报价每期 {2} %</translation>
    </message>
    <message>
        <source>Fees {0} in all; {1} more than paying at once.</source>
        <translation>服务费共 {0}，比一次付清多 {1}。</translation>
    </message>
    <message>
        <source>Bought today, by your own due dates: {0} effective.</source>
        <translation>今天购买、按你的还款日计算：年化（复利）{0}。</translation>
    </message>
</context>
<context>
    <name>OfferTables</name>
    <message>
        <source>All of them are due</source>
        <translation>全部收取</translation>
    </message>
    <message>
        <source>None of them is charged</source>
        <translation>全部免收</translation>
    </message>
    <message>
        <source>None on the day of the purchase</source>
        <translation>消费当天结清免收</translation>
    </message>
    <message>
        <source>Only that of the next period</source>
        <translation>只收当期</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>一次付清</translation>
    </message>
    <message>
        <source>Not split, on the next bill</source>
        <translation>不分期，下期账单还</translation>
    </message>
    <message>
        <source>1 period</source>
        <translation>1 期</translation>
    </message>
    <message>
        <source>{0} periods</source>
        <translation>{0} 期</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>期数</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>还款日</translation>
    </message>
    <message>
        <source>Principal</source>
        <translation>本金</translation>
    </message>
    <message>
        <source>Fee</source>
        <translation>服务费</translation>
    </message>
    <message>
        <source>To pay</source>
        <translation>应还</translation>
    </message>
    <message>
        <source>Way to pay</source>
        <translation>付款方式</translation>
    </message>
    <message>
        <source>First payment</source>
        <translation>首期应还</translation>
    </message>
    <message>
        <source>In all</source>
        <translation>总共支付</translation>
    </message>
    <message>
        <source>More than at once</source>
        <translation>比一次付清多</translation>
    </message>
    <message>
        <source>Fees to come</source>
        <translation>未出账服务费</translation>
    </message>
    <message>
        <source>To pay then</source>
        <translation>届时应还</translation>
    </message>
    <message>
        <source>Fees saved</source>
        <translation>省下服务费</translation>
    </message>
    <message>
        <source>Nominal</source>
        <translation>年化（单利）</translation>
    </message>
    <message>
        <source>Effective</source>
        <translation>年化（复利）</translation>
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
        <source>{0} of it until {1}</source>
        <translation>其中 {0} 至 {1}</translation>
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
        <source>Next due</source>
        <translation>下次应还</translation>
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
        <source>1 refund is not booked yet</source>
        <translation>1 笔退款尚未入账</translation>
    </message>
    <message>
        <source>{0} refunds are not booked yet</source>
        <translation>{0} 笔退款尚未入账</translation>
    </message>
    <message>
        <source>Everything owed</source>
        <translation>全部待还</translation>
    </message>
    <message>
        <source>{0}. Then {1} {2}</source>
        <translation>{0}。其后应还 {1}，{2}</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>逾期</translation>
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
        <source>Entries</source>
        <translation>消费</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>还款计划</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>额度</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>PeriodsDialog</name>
    <message>
        <source>In how many periods?</source>
        <translation>分几期？</translation>
    </message>
    <message>
        <source>Set periods</source>
        <translation>确定分期</translation>
    </message>
    <message>
        <source>Periods</source>
        <translation>期数</translation>
    </message>
    <message>
        <source>Fee per period (%)</source>
        <translation>每期费率（%）</translation>
    </message>
    <message>
        <source>Periods without fee</source>
        <translation>免服务费期数</translation>
    </message>
    <message>
        <source>At most as many as there are periods.</source>
        <translation>不能多于分期期数。</translation>
    </message>
</context>
<context>
    <name>PlaceStep</name>
    <message>
        <source>Language and ledger</source>
        <translation>语言与账本</translation>
    </message>
    <message>
        <source>Everything stays in one file on this computer. Nothing is sent anywhere.</source>
        <translation>所有数据都保存在本机的一个文件里，不会发送到任何地方。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Ledger file</source>
        <translation>账本文件</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>Choose another place for the ledger</source>
        <translation>为账本选择别的位置</translation>
    </message>
    <message>
        <source>Ledgers ({0})</source>
        <translation>账本 ({0})</translation>
    </message>
    <message>
        <source>Where the ledger lies</source>
        <translation>账本的位置</translation>
    </message>
    <message>
        <source>This folder is synchronised or on the network, which can damage an open ledger. Better choose a folder of this computer.</source>
        <translation>这个文件夹会同步或在网络上，可能损坏打开中的账本。建议选择本机文件夹。</translation>
    </message>
</context>
<context>
    <name>Plan</name>
    <message>
        <source>open</source>
        <translation>待还</translation>
    </message>
    <message>
        <source>paid</source>
        <translation>已还</translation>
    </message>
    <message>
        <source>partly paid</source>
        <translation>部分已还</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>已错过</translation>
    </message>
    <message>
        <source>what you owe has changed</source>
        <translation>欠款变了</translation>
    </message>
    <message>
        <source>the limits of a card have changed</source>
        <translation>还款卡的限额变了</translation>
    </message>
    <message>
        <source>the money at hand has changed</source>
        <translation>可用资金变了</translation>
    </message>
    <message>
        <source>the day of a payment has passed</source>
        <translation>有还款错过了日期</translation>
    </message>
    <message>
        <source>a payment failed</source>
        <translation>有还款失败</translation>
    </message>
    <message>
        <source>a payment was skipped</source>
        <translation>有还款被跳过</translation>
    </message>
    <message>
        <source>something was paid beside the plan</source>
        <translation>有计划外的还款</translation>
    </message>
    <message>
        <source>its last day has passed</source>
        <translation>计划期已结束</translation>
    </message>
    <message>
        <source>This plan</source>
        <translation>本计划</translation>
    </message>
    <message>
        <source>Everything on the due day</source>
        <translation>全部在还款日还</translation>
    </message>
    <message>
        <source>As early as possible</source>
        <translation>尽早还款</translation>
    </message>
    <message>
        <source>paying in time</source>
        <translation>按时还清</translation>
    </message>
    <message>
        <source>keeping the safety days</source>
        <translation>留足提前天数</translation>
    </message>
    <message>
        <source>the least fees</source>
        <translation>手续费最少</translation>
    </message>
    <message>
        <source>the fewest payments</source>
        <translation>笔数最少</translation>
    </message>
    <message>
        <source>the best days</source>
        <translation>最合适的日子</translation>
    </message>
    <message>
        <source>No card to repay from is known yet.</source>
        <translation>还没有添加还款卡。</translation>
    </message>
    <message>
        <source>How much can {0} move in one payment and on one day?</source>
        <translation>{0} 的单笔和单日限额是多少？</translation>
    </message>
    <message>
        <source>From which account does {0} take its money?</source>
        <translation>{0} 从哪个账户扣款？</translation>
    </message>
    <message>
        <source>How much money is in {0}?</source>
        <translation>{0} 里有多少钱？</translation>
    </message>
    <message>
        <source>Add a card</source>
        <translation>添加还款卡</translation>
    </message>
    <message>
        <source>Enter its limits</source>
        <translation>填写限额</translation>
    </message>
    <message>
        <source>Choose the account</source>
        <translation>选择账户</translation>
    </message>
    <message>
        <source>Enter the balance</source>
        <translation>填写余额</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>The accepted plan is out of date: {0}.</source>
        <translation>已采用的计划过时了：{0}。</translation>
    </message>
    <message>
        <source>Looking for the best plan: {0} ({1} of {2})</source>
        <translation>正在寻找最优计划：{0}（{1}/{2}）</translation>
    </message>
    <message>
        <source>{0} {1}</source>
        <translation>{1} {0}</translation>
    </message>
    <message>
        <source>{0} Until then the plan does without it.</source>
        <translation>{0}在此之前，计划不使用它。</translation>
    </message>
    <message>
        <source>The balance of {0} is from an earlier month.</source>
        <translation>{0} 的余额还是以前月份的。</translation>
    </message>
    <message>
        <source>bill of {0}</source>
        <translation>{0}账单</translation>
    </message>
    <message>
        <source>All paid</source>
        <translation>已全部还清</translation>
    </message>
    <message>
        <source>Nothing to pay by hand</source>
        <translation>无需手动还款</translation>
    </message>
    <message>
        <source>No bill is due up to {0}.</source>
        <translation>到{0}为止没有账单到期。</translation>
    </message>
    <message>
        <source>Nothing to pay</source>
        <translation>没有待还账单</translation>
    </message>
    <message>
        <source>On time</source>
        <translation>可按时还清</translation>
    </message>
    <message>
        <source>Every bill is paid in time, but the limit is not free soon enough</source>
        <translation>账单都能按时还清，但额度不能及时恢复</translation>
    </message>
    <message>
        <source>Late: 1 bill cannot be paid in time</source>
        <translation>逾期：有 1 期账单无法按时还清</translation>
    </message>
    <message>
        <source>Late: {0} bills cannot be paid in time</source>
        <translation>逾期：有 {0} 期账单无法按时还清</translation>
    </message>
    <message>
        <source>How long you may wait is not known</source>
        <translation>最晚何时开始尚不清楚</translation>
    </message>
    <message>
        <source>Start paying today</source>
        <translation>今天就要开始还款</translation>
    </message>
    <message>
        <source>Start paying by {0}</source>
        <translation>最晚{0}开始还款</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>{0} paid beside the plan</source>
        <translation>计划外已还 {0}</translation>
    </message>
    <message>
        <source>{0} cannot be free by {1}.</source>
        <translation>{1}前无法恢复 {0} 额度。</translation>
    </message>
    <message>
        <source>{0} is free by {1}.</source>
        <translation>{1}前可恢复 {0} 额度。</translation>
    </message>
    <message>
        <source>JD takes {0} by itself, {1} from {2}</source>
        <translation>京东将{1}从 {2} 自动扣款 {0}</translation>
    </message>
    <message>
        <source>beginning {0}</source>
        <translation>从{0}起</translation>
    </message>
    <message>
        <source>No slack: every day counts</source>
        <translation>没有余裕，一天也不能拖</translation>
    </message>
    <message>
        <source>1 day of slack before it gets worse</source>
        <translation>再拖 1 天以上，情况会更糟</translation>
    </message>
    <message>
        <source>{0} days of slack before it gets worse</source>
        <translation>再拖 {0} 天以上，情况会更糟</translation>
    </message>
    <message>
        <source>1 day of slack</source>
        <translation>还有 1 天余裕</translation>
    </message>
    <message>
        <source>{0} days of slack</source>
        <translation>还有 {0} 天余裕</translation>
    </message>
    <message>
        <source>The plan of {0} is done.</source>
        <translation>{0}的计划已完成。</translation>
    </message>
    <message>
        <source>{0} of {1} payments done</source>
        <translation>{1} 笔中已还 {0} 笔</translation>
    </message>
    <message>
        <source>{0}; next: {1}, {2} from {3}</source>
        <translation>{0}；下一笔：{1}，从 {3} 还 {2}</translation>
    </message>
    <message>
        <source>no payment is possible</source>
        <translation>一笔也还不了</translation>
    </message>
    <message>
        <source>1 payment</source>
        <translation>1 笔</translation>
    </message>
    <message>
        <source>{0} payments</source>
        <translation>{0} 笔</translation>
    </message>
    <message>
        <source>{0} on {1}</source>
        <translation>{1}还 {0}</translation>
    </message>
    <message>
        <source>{0} from {1} to {2}</source>
        <translation>{1}至{2}共 {0}</translation>
    </message>
    <message>
        <source>Being late costs {0}.</source>
        <translation>逾期将产生费用 {0}。</translation>
    </message>
    <message>
        <source>Proven: no other plan is better.</source>
        <translation>已证明：没有更好的计划。</translation>
    </message>
    <message>
        <source>Best found, not proven ({0} of {1} tiers proven).</source>
        <translation>目前找到的最好方案，尚未证明最优（{1} 个目标中已证明 {0} 个）。</translation>
    </message>
</context>
<context>
    <name>PlanBlock</name>
    <message>
        <source>Open the plan</source>
        <translation>查看计划</translation>
    </message>
    <message>
        <source>Show the plan page</source>
        <translation>打开还款计划页</translation>
    </message>
    <message>
        <source>The plan</source>
        <translation>还款计划</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>已还</translation>
    </message>
    <message>
        <source>Book this payment as made today</source>
        <translation>记为今天已还</translation>
    </message>
</context>
<context>
    <name>PlanBlockViewModel</name>
    <message>
        <source>{0} of {1} payments done</source>
        <translation>{1} 笔中已还 {0} 笔</translation>
    </message>
    <message>
        <source>The repayment is booked. Edit &gt; Undo takes it back.</source>
        <translation>还款已入账。可用“编辑 &gt; 撤销”收回。</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>missed, {0}</source>
        <translation>已错过，{0}</translation>
    </message>
    <message>
        <source>{0}: {1} {2}</source>
        <translation>{0}：{1} {2}</translation>
    </message>
</context>
<context>
    <name>PlanCalendar</name>
    <message>
        <source>All cards</source>
        <translation>所有还款卡</translation>
    </message>
    <message>
        <source>Left in {0}</source>
        <translation>{0} 余额</translation>
    </message>
    <message>
        <source>Bills due</source>
        <translation>到期账单</translation>
    </message>
    <message>
        <source>{0} stay untouched</source>
        <translation>预留 {0} 不动用</translation>
    </message>
    <message>
        <source>At most {0} a day</source>
        <translation>单日最多 {0}</translation>
    </message>
    <message>
        <source>At most {0} a payment</source>
        <translation>单笔最多 {0}</translation>
    </message>
    <message>
        <source>At most {0} a month</source>
        <translation>单月最多 {0}</translation>
    </message>
    <message>
        <source>At most 1 payment a day</source>
        <translation>每日最多 1 笔</translation>
    </message>
    <message>
        <source>At most {0} payments a day</source>
        <translation>每日最多 {0} 笔</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>money comes in</source>
        <translation>有钱入账</translation>
    </message>
    <message>
        <source>a bill is due</source>
        <translation>账单到期</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>money in</source>
        <translation>入账</translation>
    </message>
    <message>
        <source>money out</source>
        <translation>支出</translation>
    </message>
    <message>
        <source>{0} left when the day ends</source>
        <translation>当日结束时剩余 {0}</translation>
    </message>
    <message>
        <source>this card cannot pay on this day</source>
        <translation>这一天这张卡不能还款</translation>
    </message>
    <message>
        <source>{0} moved today before the plan</source>
        <translation>计划之前今天已还 {0}</translation>
    </message>
    <message>
        <source>{0}: JD takes it by itself, from {1}</source>
        <translation>{0}：京东从 {1} 自动扣款</translation>
    </message>
    <message>
        <source>{0} % of the day&apos;s limit of {1} used</source>
        <translation>单日限额 {1} 已用 {0}%</translation>
    </message>
    <message>
        <source>{0} of the month&apos;s limit of {1} used</source>
        <translation>单月限额 {1} 已用 {0}</translation>
    </message>
    <message>
        <source>{0} of {1} payments of the day</source>
        <translation>当日 {1} 笔中的 {0} 笔</translation>
    </message>
</context>
<context>
    <name>PlanColumns</name>
    <message>
        <source>Way of paying</source>
        <translation>还款方式</translation>
    </message>
    <message>
        <source>Late cost</source>
        <translation>逾期费用</translation>
    </message>
    <message>
        <source>Limits broken</source>
        <translation>超出限额</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>笔数</translation>
    </message>
    <message>
        <source>Fees</source>
        <translation>手续费</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>{0}, over by {1}</source>
        <translation>{0} 笔，共超 {1}</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>还款卡</translation>
    </message>
    <message>
        <source>For</source>
        <translation>用于</translation>
    </message>
    <message>
        <source>today, {0}</source>
        <translation>今天，{0}</translation>
    </message>
    <message>
        <source>proposed</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>what if</source>
        <translation>假设</translation>
    </message>
    <message>
        <source>{0}, {1} left</source>
        <translation>{0}，还差 {1}</translation>
    </message>
</context>
<context>
    <name>PlanExporter</name>
    <message>
        <source>Export as calendar (.ics)…</source>
        <translation>导出为日历（.ics）…</translation>
    </message>
    <message>
        <source>Write the payments as events with reminders; a file that is there is updated</source>
        <translation>把还款写成带提醒的日程；已有的文件会就地更新</translation>
    </message>
    <message>
        <source>Export as table (.csv)…</source>
        <translation>导出为表格（.csv）…</translation>
    </message>
    <message>
        <source>Write the payments for a spreadsheet</source>
        <translation>把还款写成电子表格可以打开的文件</translation>
    </message>
    <message>
        <source>Export as PDF…</source>
        <translation>导出为 PDF…</translation>
    </message>
    <message>
        <source>Write the payments for printing</source>
        <translation>把还款写成可以打印的文件</translation>
    </message>
    <message>
        <source>Written to {0}.</source>
        <translation>已写入 {0}。</translation>
    </message>
    <message>
        <source>There is no accepted plan to export.</source>
        <translation>还没有采用的计划，无可导出。</translation>
    </message>
    <message>
        <source>The file cannot be written: {0}. Choose another place.</source>
        <translation>无法写入文件：{0}。请换一个位置。</translation>
    </message>
    <message>
        <source>repayment plan</source>
        <translation>还款计划</translation>
    </message>
    <message>
        <source>Calendars ({0})</source>
        <translation>日历（{0}）</translation>
    </message>
    <message>
        <source>Export the plan as calendar</source>
        <translation>把计划导出为日历</translation>
    </message>
    <message>
        <source>CSV ({0})</source>
        <translation>CSV（{0}）</translation>
    </message>
    <message>
        <source>Export the plan as table</source>
        <translation>把计划导出为表格</translation>
    </message>
    <message>
        <source>PDF ({0})</source>
        <translation>PDF（{0}）</translation>
    </message>
    <message>
        <source>Export the plan as PDF</source>
        <translation>把计划导出为 PDF</translation>
    </message>
    <message>
        <source>Repayment plan</source>
        <translation>还款计划</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>银行卡</translation>
    </message>
    <message>
        <source>Amount (yuan)</source>
        <translation>金额（元）</translation>
    </message>
    <message>
        <source>Still to pay (yuan)</source>
        <translation>待还（元）</translation>
    </message>
    <message>
        <source>Bills</source>
        <translation>账单</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>{0} bill</source>
        <translation>{0} 账单</translation>
    </message>
    <message>
        <source>due {0}</source>
        <translation>还款日 {0}</translation>
    </message>
    <message>
        <source>Plan of {0}, written {1}</source>
        <translation>{0} 制定的计划，导出于 {1}</translation>
    </message>
    <message>
        <source>Made by Huanqing. Not JD&apos;s program.</source>
        <translation>由“还清”生成，并非京东官方程序。</translation>
    </message>
    <message>
        <source>This plan cannot pay everything in time.</source>
        <translation>按此计划无法全部按时还清。</translation>
    </message>
    <message>
        <source>Page {0} of {1}</source>
        <translation>第 {0} 页，共 {1} 页</translation>
    </message>
    <message>
        <source>Baitiao: repay {0} from {1}</source>
        <translation>白条还款 {0}（{1}）</translation>
    </message>
    <message>
        <source>Baitiao: {0} from {1} ({2})</source>
        <translation>白条 {0}（{1}，{2}）</translation>
    </message>
    <message>
        <source>Tomorrow: repay {0} from {1}</source>
        <translation>明天：用 {1} 还款 {0}</translation>
    </message>
    <message>
        <source>Today: repay {0} from {1}</source>
        <translation>今天：用 {1} 还款 {0}</translation>
    </message>
</context>
<context>
    <name>PlanFollowing</name>
    <message>
        <source>You follow this plan now. Note each payment as it is made.</source>
        <translation>已采用此计划。每还一笔请记一笔。</translation>
    </message>
    <message>
        <source>No plan is followed any more.</source>
        <translation>已停止执行计划。</translation>
    </message>
    <message>
        <source>The repayment is booked. Edit &gt; Undo takes it back.</source>
        <translation>还款已入账。可用“编辑 &gt; 撤销”收回。</translation>
    </message>
    <message>
        <source>Noted. Here is the best plan for what is left.</source>
        <translation>已记下。以下是剩余欠款的最优计划。</translation>
    </message>
    <message>
        <source>The payment is skipped.</source>
        <translation>这一笔已跳过。</translation>
    </message>
    <message>
        <source>The mark is taken back.</source>
        <translation>标记已收回。</translation>
    </message>
</context>
<context>
    <name>PlanPage</name>
    <message>
        <source>No bill yet</source>
        <translation>还没有账单</translation>
    </message>
    <message>
        <source>A plan is made once there is something to repay.</source>
        <translation>有了待还账单，就能生成还款计划。</translation>
    </message>
    <message>
        <source>Import bills</source>
        <translation>导入账单</translation>
    </message>
    <message>
        <source>&amp;Plan</source>
        <translation>还款计划(&amp;P)</translation>
    </message>
    <message>
        <source>Repayment plan</source>
        <translation>还款计划</translation>
    </message>
    <message>
        <source>This is a new plan. The accepted one stays until you accept this.</source>
        <translation>这是新的计划。采用之前，原计划继续有效。</translation>
    </message>
</context>
<context>
    <name>PlanPageActions</name>
    <message>
        <source>Accept this plan</source>
        <translation>采用此计划</translation>
    </message>
    <message>
        <source>Follow the plan and tick its payments off</source>
        <translation>按此计划还款并逐笔勾选</translation>
    </message>
    <message>
        <source>Plan again</source>
        <translation>重新计划</translation>
    </message>
    <message>
        <source>Show the best plan for today&apos;s ledger</source>
        <translation>按今天的账本给出最优计划</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>假设</translation>
    </message>
    <message>
        <source>Try other limits, cash and days, apart from the ledger</source>
        <translation>试试别的限额、资金和日期，不影响账本</translation>
    </message>
    <message>
        <source>Stop following the plan</source>
        <translation>停止执行计划</translation>
    </message>
    <message>
        <source>Forget the accepted plan; undoable</source>
        <translation>放弃已采用的计划；可以撤销</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>已还</translation>
    </message>
    <message>
        <source>Book the chosen payment as a repayment</source>
        <translation>把选中的这一笔记为还款</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Note that the chosen payment failed, and plan again</source>
        <translation>标记选中的这一笔失败，并重新计划</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Leave the chosen payment out</source>
        <translation>跳过选中的这一笔</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>收回标记</translation>
    </message>
    <message>
        <source>Take back that the chosen payment failed or is skipped</source>
        <translation>收回选中这一笔的失败或跳过标记</translation>
    </message>
</context>
<context>
    <name>PlanSection</name>
    <message>
        <source>Safety days</source>
        <translation>提前天数</translation>
    </message>
    <message>
        <source>Timing</source>
        <translation>还款时机</translation>
    </message>
    <message>
        <source>Look ahead</source>
        <translation>计划天数</translation>
    </message>
    <message>
        <source>JD&apos;s limit per day</source>
        <translation>京东单日限额</translation>
    </message>
    <message>
        <source>Auto-debit card</source>
        <translation>自动扣款卡</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>A bill is to be paid so many days before it is due.</source>
        <translation>账单要在还款日之前这么多天还清。</translation>
    </message>
    <message>
        <source>What decides between plans that are equally good otherwise.</source>
        <translation>其他方面一样好时，按此取舍。</translation>
    </message>
    <message>
        <source>How many days a plan covers, today included.</source>
        <translation>计划覆盖的天数，含今天。</translation>
    </message>
    <message>
        <source>What JD takes on one day over all cards together. Empty: no such limit.</source>
        <translation>京东一天内所有卡合计最多能收多少。留空表示没有这个限制。</translation>
    </message>
    <message>
        <source>The card from which JD takes by itself, the day before a bill is due.</source>
        <translation>还款日前一天京东自动扣款所用的卡。</translation>
    </message>
    <message>
        <source>How plans are made</source>
        <translation>计划的做法</translation>
    </message>
    <message>
        <source>Late: keep the cash</source>
        <translation>晚还：多留现金</translation>
    </message>
    <message>
        <source>Early: free the limit</source>
        <translation>早还：尽快恢复额度</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 天</translation>
    </message>
    <message>
        <source>{0} days</source>
        <translation>{0} 天</translation>
    </message>
</context>
<context>
    <name>PlanViewModel</name>
    <message>
        <source>The plan that was found breaks a rule, so it is not shown.</source>
        <translation>找到的计划违反了规则，因此不予显示。</translation>
    </message>
</context>
<context>
    <name>PreviewPanel</name>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Recognised files</source>
        <translation>识别出的文件</translation>
    </message>
    <message>
        <source>Statements that this changes</source>
        <translation>受影响的账单</translation>
    </message>
    <message>
        <source>What this changes</source>
        <translation>账单变化预览</translation>
    </message>
    <message>
        <source>Fill in the fields to see what changes.</source>
        <translation>填好上面的内容，这里会显示账单的变化。</translation>
    </message>
    <message>
        <source>Owed</source>
        <translation>欠款</translation>
    </message>
    <message>
        <source>Fees</source>
        <translation>服务费</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>可用额度</translation>
    </message>
    <message>
        <source>no statement changes</source>
        <translation>账单没有变化</translation>
    </message>
</context>
<context>
    <name>PreviewRowModel</name>
    <message>
        <source>Line {0}, taken in</source>
        <translation>第 {0} 行，导入</translation>
    </message>
    <message>
        <source>Line {0}, left out</source>
        <translation>第 {0} 行，不导入</translation>
    </message>
</context>
<context>
    <name>PurchasePicker</name>
    <message>
        <source>Search the purchases</source>
        <translation>搜索消费</translation>
    </message>
    <message>
        <source>Purchases found</source>
        <translation>找到的消费</translation>
    </message>
</context>
<context>
    <name>QuestionCard</name>
    <message>
        <source>Please answer first</source>
        <translation>请先补充以下信息</translation>
    </message>
    <message>
        <source>To plan with everything</source>
        <translation>补充后计划会更完整</translation>
    </message>
    <message>
        <source>A limit or a balance that is not known is never guessed.</source>
        <translation>未知的限额和余额从不猜测。</translation>
    </message>
</context>
<context>
    <name>ReconcilePanel</name>
    <message>
        <source>Lines to tick</source>
        <translation>待勾选的明细</translation>
    </message>
    <message>
        <source>Tick all</source>
        <translation>全部勾选</translation>
    </message>
    <message>
        <source>Tick none</source>
        <translation>全部不选</translation>
    </message>
    <message>
        <source>Post the difference</source>
        <translation>差额入账</translation>
    </message>
    <message>
        <source>Bring the statement to JD&apos;s total, once every line is ticked</source>
        <translation>全部明细勾选后，把账单调整到京东的总额</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Postpone</source>
        <translation>稍后再对</translation>
    </message>
    <message>
        <source>Go on later; everything is kept (Esc)</source>
        <translation>以后再继续，已填内容都会保留（Esc）</translation>
    </message>
    <message>
        <source>Finish and lock</source>
        <translation>完成并锁定</translation>
    </message>
</context>
<context>
    <name>ReconcileViewModel</name>
    <message>
        <source>Difference to JD&apos;s statement of {0}</source>
        <translation>与京东 {0} 账单的差额</translation>
    </message>
    <message>
        <source>The statement of {0} is reconciled and locked.</source>
        <translation>{0} 账单已对账并锁定。</translation>
    </message>
    <message>
        <source>The statement now comes to the total that JD shows.</source>
        <translation>账单现在与京东显示的总额一致。</translation>
    </message>
</context>
<context>
    <name>Reconciling</name>
    <message>
        <source>Late charges</source>
        <translation>违约金</translation>
    </message>
    <message>
        <source>Reconcile the statement of {0}</source>
        <translation>核对 {0} 账单</translation>
    </message>
    <message>
        <source>Type the total that JD shows.</source>
        <translation>请输入京东显示的总额。</translation>
    </message>
    <message>
        <source>It agrees.</source>
        <translation>一致。</translation>
    </message>
    <message>
        <source>JD shows more than is ticked.</source>
        <translation>京东的金额大于已勾选的金额。</translation>
    </message>
    <message>
        <source>JD shows less than is ticked.</source>
        <translation>京东的金额小于已勾选的金额。</translation>
    </message>
    <message>
        <source>Every line is ticked.</source>
        <translation>所有明细均已勾选。</translation>
    </message>
    <message>
        <source>Not ticked: {1} line, {0}</source>
        <translation>未勾选：{1} 条，{0}</translation>
    </message>
    <message>
        <source>Not ticked: {1} lines, {0}</source>
        <translation>未勾选：{1} 条，{0}</translation>
    </message>
    <message>
        <source>The ledger says {0}.</source>
        <translation>账本中为 {0}。</translation>
    </message>
    <message>
        <source>Reconciled and locked.</source>
        <translation>已对账并锁定。</translation>
    </message>
    <message>
        <source>Reconciled and locked on {0}.</source>
        <translation>已于 {0} 对账并锁定。</translation>
    </message>
</context>
<context>
    <name>RecordCard</name>
    <message>
        <source>Edit…</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Can be undone in the Edit menu</source>
        <translation>可在“编辑”菜单中撤销</translation>
    </message>
    <message>
        <source>Edit: {0}</source>
        <translation>修改：{0}</translation>
    </message>
    <message>
        <source>Remove: {0}</source>
        <translation>删除：{0}</translation>
    </message>
</context>
<context>
    <name>Remedies</name>
    <message>
        <source>{0} there is money for at most {1}, {2} is due: {3} short.</source>
        <translation>{0}可用资金最多 {1}，应还 {2}，差 {3}。</translation>
    </message>
    <message>
        <source>{0} you can pay at most {1}, {2} is due: {3} short.</source>
        <translation>{0}最多能还 {1}，应还 {2}，差 {3}。</translation>
    </message>
    <message>
        <source>{0} your cards can move at most {1}, {2} is due: {3} short.</source>
        <translation>{0}您的卡最多能还 {1}，应还 {2}，差 {3}。</translation>
    </message>
    <message>
        <source>On {0}</source>
        <translation>{0}</translation>
    </message>
    <message>
        <source>From {0} to {1}</source>
        <translation>{0}至{1}</translation>
    </message>
    <message>
        <source>{0}: limit per payment</source>
        <translation>{0}：单笔限额</translation>
    </message>
    <message>
        <source>{0}: limit per day</source>
        <translation>{0}：单日限额</translation>
    </message>
    <message>
        <source>{0}: payments per day</source>
        <translation>{0}：每日笔数</translation>
    </message>
    <message>
        <source>{0}: limit per month</source>
        <translation>{0}：单月限额</translation>
    </message>
    <message>
        <source>All cards together: limit per day</source>
        <translation>所有还款卡合计：单日限额</translation>
    </message>
    <message>
        <source>{0}: the money in it</source>
        <translation>{0}：账户里的钱</translation>
    </message>
    <message>
        <source>{0}, {1} at most {2}</source>
        <translation>{0}，{1}最多 {2}</translation>
    </message>
    <message>
        <source>, or </source>
        <translation>，或者</translation>
    </message>
    <message>
        <source>{0} mends it.</source>
        <translation>{0}，即可解决。</translation>
    </message>
    <message>
        <source>raising the daily limit of {0} to {1}</source>
        <translation>把 {0} 的单日限额提高到 {1}</translation>
    </message>
    <message>
        <source>putting {0} into {1} by {2}</source>
        <translation>在{2}前向 {1} 存入 {0}</translation>
    </message>
    <message>
        <source>one more card on {0} with {1} a day</source>
        <translation>在 {0} 上再加一张单日 {1} 的卡</translation>
    </message>
    <message>
        <source>a start 1 day ago (too late now, but good to know)</source>
        <translation>提前 1 天开始（现在已来不及，供以后参考）</translation>
    </message>
    <message>
        <source>a start {0} days ago (too late now, but good to know)</source>
        <translation>提前 {0} 天开始（现在已来不及，供以后参考）</translation>
    </message>
    <message>
        <source>{0}: {1} a day</source>
        <translation>{0}：单日 {1}</translation>
    </message>
    <message>
        <source>{0}: {1} more by {2}</source>
        <translation>{0}：{2}前多 {1}</translation>
    </message>
    <message>
        <source>One more card: {0} a day</source>
        <translation>再加一张卡：单日 {0}</translation>
    </message>
</context>
<context>
    <name>ResultBar</name>
    <message>
        <source>Undo this import</source>
        <translation>撤销本次导入</translation>
    </message>
    <message>
        <source>Export rejected rows…</source>
        <translation>导出未入账明细…</translation>
    </message>
    <message>
        <source>Write the rows that were not booked to a CSV file</source>
        <translation>把没有入账的明细写入 CSV 文件</translation>
    </message>
    <message>
        <source>Show entries</source>
        <translation>查看记录</translation>
    </message>
    <message>
        <source>Show the entries of these days</source>
        <translation>查看这些日期的记录</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close this report; the import stays</source>
        <translation>关闭这条报告，已导入的内容保留</translation>
    </message>
</context>
<context>
    <name>RivalCard</name>
    <message>
        <source>Compared with other ways of paying</source>
        <translation>与其他还款方式对比</translation>
    </message>
    <message>
        <source>Ways of paying</source>
        <translation>还款方式</translation>
    </message>
</context>
<context>
    <name>RowDetail</name>
    <message>
        <source>Totals of the file</source>
        <translation>文件合计</translation>
    </message>
    <message>
        <source>The row as it stands in the file</source>
        <translation>文件中的原始明细</translation>
    </message>
</context>
<context>
    <name>RowPanel</name>
    <message>
        <source>Rows</source>
        <translation>明细</translation>
    </message>
    <message>
        <source>Search rows</source>
        <translation>搜索明细</translation>
    </message>
    <message>
        <source>Show rows with outcome</source>
        <translation>按处理结果筛选</translation>
    </message>
    <message>
        <source>All rows</source>
        <translation>全部明细</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Tick</source>
        <translation>勾选</translation>
    </message>
    <message>
        <source>Take in or leave out</source>
        <translation>导入或不导入</translation>
    </message>
    <message>
        <source>Kind…</source>
        <translation>类型…</translation>
    </message>
    <message>
        <source>In how many periods?…</source>
        <translation>分几期？…</translation>
    </message>
    <message>
        <source>Tick all shown</source>
        <translation>全选（当前显示）</translation>
    </message>
    <message>
        <source>Tick none shown</source>
        <translation>全不选（当前显示）</translation>
    </message>
    <message>
        <source>Invert what is shown</source>
        <translation>反选（当前显示）</translation>
    </message>
    <message>
        <source>Periods…</source>
        <translation>分期…</translation>
    </message>
    <message>
        <source>Say in how many periods a purchase is paid</source>
        <translation>填写这笔消费分几期</translation>
    </message>
    <message>
        <source>Totals…</source>
        <translation>汇总…</translation>
    </message>
    <message>
        <source>Totals by month and by pay method</source>
        <translation>按月份和支付方式汇总</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Write the rows that are not booked to a CSV file</source>
        <translation>把没有入账的明细写入 CSV 文件</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Show totals and the row as it stands</source>
        <translation>显示合计和原始明细</translation>
    </message>
    <message>
        <source>1 row</source>
        <translation>1 条</translation>
    </message>
    <message>
        <source>{0} rows</source>
        <translation>{0} 条</translation>
    </message>
</context>
<context>
    <name>RuleEditor</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Another rule holds from this day. Edit that one.</source>
        <translation>此日已有一条规则，请直接修改那一条。</translation>
    </message>
    <message>
        <source>This value is not allowed.</source>
        <translation>不允许这个值。</translation>
    </message>
    <message>
        <source>Edit a billing rule</source>
        <translation>修改出账规则</translation>
    </message>
    <message>
        <source>Enter the billing rule</source>
        <translation>填写出账规则</translation>
    </message>
    <message>
        <source>A billing rule from a day on</source>
        <translation>自某日起的出账规则</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起始日</translation>
    </message>
    <message>
        <source>The beginning</source>
        <translation>最初</translation>
    </message>
    <message>
        <source>Statement day</source>
        <translation>账单日</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>还款日</translation>
    </message>
    <message>
        <source>Some days after the statement</source>
        <translation>出账后若干天</translation>
    </message>
    <message>
        <source>On a fixed day of the month</source>
        <translation>每月固定日期</translation>
    </message>
    <message>
        <source>Days until due</source>
        <translation>出账后天数</translation>
    </message>
    <message>
        <source>Due day</source>
        <translation>每月几日</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>账单</translation>
    </message>
    <message>
        <source>Before this day nothing changes.</source>
        <translation>此日之前不受影响。</translation>
    </message>
    <message>
        <source>1 to 31, as JD shows it; in a short month the last day.</source>
        <translation>1 到 31，以京东显示为准；遇到较短的月份按当月最后一天。</translation>
    </message>
    <message>
        <source>Default: 9 days after.</source>
        <translation>默认：出账后 9 天。</translation>
    </message>
    <message>
        <source>JD&apos;s usual is 9 days.</source>
        <translation>京东通常为 9 天。</translation>
    </message>
    <message>
        <source>The first such day on or after the statement.</source>
        <translation>出账当天或之后的第一个这样的日子。</translation>
    </message>
    <message>
        <source>Purchases on the statement day</source>
        <translation>账单日当天的消费</translation>
    </message>
    <message>
        <source>When the statement day moves</source>
        <translation>账单日变更时</translation>
    </message>
    <message>
        <source>JD&apos;s usual: the next one.</source>
        <translation>京东通常计入下期账单。</translation>
    </message>
    <message>
        <source>Default: a second statement.</source>
        <translation>默认：当月再出一份账单。</translation>
    </message>
    <message>
        <source>Odd fen go to</source>
        <translation>除不尽的零头</translation>
    </message>
    <message>
        <source>Fees occupy the limit</source>
        <translation>服务费占用额度</translation>
    </message>
    <message>
        <source>Early settlement</source>
        <translation>提前结清</translation>
    </message>
    <message>
        <source>Late charge, % a day</source>
        <translation>违约金（每日 %）</translation>
    </message>
    <message>
        <source>Free days of an order</source>
        <translation>订单免息天数</translation>
    </message>
    <message>
        <source>Instalments and fees</source>
        <translation>分期与费用</translation>
    </message>
    <message>
        <source>What an even split leaves over. Default: the last period.</source>
        <translation>平均分摊后多出的几分钱。默认：计入最后一期。</translation>
    </message>
    <message>
        <source>Default: yes, as with Baitiao.</source>
        <translation>默认：是，白条即如此。</translation>
    </message>
    <message>
        <source>Sources differ. Default: all are still due.</source>
        <translation>说法不一。默认：剩余服务费仍须支付。</translation>
    </message>
    <message>
        <source>From the day after the due date. Default: 0.05 %.</source>
        <translation>自还款日次日起。默认：0.05 %。</translation>
    </message>
    <message>
        <source>For billing by order, unsplit. Default: 30 days.</source>
        <translation>用于按订单出账、不分期的消费。默认：30 天。</translation>
    </message>
    <message>
        <source>Smallest payment</source>
        <translation>单次最低还款</translation>
    </message>
    <message>
        <source>Limit comes back after, days</source>
        <translation>额度恢复天数</translation>
    </message>
    <message>
        <source>Minimum payment, %</source>
        <translation>最低还款比例（%）</translation>
    </message>
    <message>
        <source>Minimum payment from</source>
        <translation>最低还款起点</translation>
    </message>
    <message>
        <source>Splittable share, %</source>
        <translation>可分期比例（%）</translation>
    </message>
    <message>
        <source>Smallest split</source>
        <translation>最低分期金额</translation>
    </message>
    <message>
        <source>Paying and splitting</source>
        <translation>还款与账单分期</translation>
    </message>
    <message>
        <source>JD takes no payment below it. Default: {0}.</source>
        <translation>低于此金额京东不受理。默认：{0}。</translation>
    </message>
    <message>
        <source>Days from a repayment until its limit is free. Default: 0.</source>
        <translation>还款后多少天恢复额度。默认：0。</translation>
    </message>
    <message>
        <source>Share of a bill that must be paid. Default: 10 %.</source>
        <translation>每期账单至少要还的比例。默认：10 %。</translation>
    </message>
    <message>
        <source>Bills below it must be paid whole. Default: {0}.</source>
        <translation>低于此金额的账单须全额还款。默认：{0}。</translation>
    </message>
    <message>
        <source>How much of a bill may be split. Default: 100 %.</source>
        <translation>账单中可以分期的比例。默认：100 %。</translation>
    </message>
    <message>
        <source>Smaller sums cannot be split. Default: {0}.</source>
        <translation>低于此金额不能分期。默认：{0}。</translation>
    </message>
</context>
<context>
    <name>SaveSearchDialog</name>
    <message>
        <source>Save this search</source>
        <translation>保存这个搜索</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>请起个名字。</translation>
    </message>
</context>
<context>
    <name>ScenarioDialog</name>
    <message>
        <source>What if</source>
        <translation>假设</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>试算</translation>
    </message>
    <message>
        <source>What</source>
        <translation>假设什么</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>A purchase</source>
        <translation>一笔消费</translation>
    </message>
    <message>
        <source>Repaying early</source>
        <translation>提前还款</translation>
    </message>
    <message>
        <source>Settling a purchase early</source>
        <translation>提前结清一笔分期</translation>
    </message>
    <message>
        <source>Another limit</source>
        <translation>另一个额度</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Periods</source>
        <translation>期数</translation>
    </message>
    <message>
        <source>Fee rate a period</source>
        <translation>每期费率</translation>
    </message>
    <message>
        <source>Periods free of fees</source>
        <translation>免费期数</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>优惠</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Purchase</source>
        <translation>消费</translation>
    </message>
    <message>
        <source>As the account says</source>
        <translation>按账户设定</translation>
    </message>
    <message>
        <source>Fees not billed yet</source>
        <translation>未出账的服务费</translation>
    </message>
    <message>
        <source>Today or later.</source>
        <translation>今天或以后。</translation>
    </message>
    <message>
        <source>1 means not split.</source>
        <translation>1 表示不分期。</translation>
    </message>
    <message>
        <source>Of the whole price, for each period.</source>
        <translation>每期按全部价格计。</translation>
    </message>
    <message>
        <source>What it lowers the price by.</source>
        <translation>价格因此减少的金额。</translation>
    </message>
    <message>
        <source>Empty: it takes the place of the fixed limit.</source>
        <translation>留空则替换固定额度。</translation>
    </message>
    <message>
        <source>A what-if begins today or later.</source>
        <translation>假设只能从今天或以后开始。</translation>
    </message>
    <message>
        <source>At most {0} days ahead.</source>
        <translation>最多提前 {0} 天。</translation>
    </message>
    <message>
        <source>Type an amount above zero.</source>
        <translation>请输入大于零的金额。</translation>
    </message>
    <message>
        <source>The last day cannot be before the first.</source>
        <translation>结束日不能早于开始日。</translation>
    </message>
    <message>
        <source>No more than there are periods.</source>
        <translation>不能多于期数。</translation>
    </message>
    <message>
        <source>It must stay below the price.</source>
        <translation>必须低于价格。</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>amount:&gt;500</source>
        <translation>金额:&gt;500</translation>
    </message>
    <message>
        <source>Amount: above, below (&lt;500), between (100-200)</source>
        <translation>金额：大于、小于（&lt;500）或区间（100-200）</translation>
    </message>
    <message>
        <source>date:2026-06</source>
        <translation>日期:2026-06</translation>
    </message>
    <message>
        <source>A year, a month, a day, or 2026-01..2026-03</source>
        <translation>某年、某月、某日，或 2026-01..2026-03</translation>
    </message>
    <message>
        <source>merchant:Xiaomi</source>
        <translation>商户:小米</translation>
    </message>
    <message>
        <source>The shop or counterparty</source>
        <translation>商户</translation>
    </message>
    <message>
        <source>description:phone</source>
        <translation>说明:手机</translation>
    </message>
    <message>
        <source>What was bought</source>
        <translation>商品说明</translation>
    </message>
    <message>
        <source>category:food</source>
        <translation>分类:食品</translation>
    </message>
    <message>
        <source>The category</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>method:ICBC</source>
        <translation>方式:工商银行</translation>
    </message>
    <message>
        <source>The payment method or channel</source>
        <translation>付款方式或还款渠道</translation>
    </message>
    <message>
        <source>kind:repayment</source>
        <translation>类型:还款</translation>
    </message>
    <message>
        <source>Purchase, repayment, refund, adjustment …</source>
        <translation>消费、还款、退款、调整……</translation>
    </message>
    <message>
        <source>state:owed</source>
        <translation>状态:未还</translation>
    </message>
    <message>
        <source>Owed, paid, overdue, refunded, question</source>
        <translation>未还、已还、逾期、已退款、待定</translation>
    </message>
    <message>
        <source>periods:&gt;1</source>
        <translation>分期:&gt;1</translation>
    </message>
    <message>
        <source>The number of periods</source>
        <translation>期数</translation>
    </message>
    <message>
        <source>order:3000</source>
        <translation>订单:3000</translation>
    </message>
    <message>
        <source>The order number</source>
        <translation>订单号</translation>
    </message>
    <message>
        <source>note:gift</source>
        <translation>备注:礼物</translation>
    </message>
    <message>
        <source>The note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>-refund</source>
        <translation>-退款</translation>
    </message>
    <message>
        <source>Without a word</source>
        <translation>不含某个词</translation>
    </message>
    <message>
        <source>Search: words, or fields like amount:&gt;500 state:owed -refund</source>
        <translation>搜索：文字，或 金额:&gt;500 状态:未还 -退款</translation>
    </message>
    <message>
        <source>Search the entries</source>
        <translation>搜索记录</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>清除搜索</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>What can be searched for, with examples</source>
        <translation>可以搜索的字段和例子</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已存</translation>
    </message>
    <message>
        <source>Saved searches: choose, save or remove one</source>
        <translation>已存的搜索：选用、保存或删除</translation>
    </message>
    <message>
        <source>Save this search…</source>
        <translation>保存这个搜索…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>SettingsColumns</name>
    <message>
        <source>From</source>
        <translation>起始日</translation>
    </message>
    <message>
        <source>Statement day</source>
        <translation>账单日</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>还款日</translation>
    </message>
    <message>
        <source>The next one</source>
        <translation>至下次变更</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>截止日</translation>
    </message>
    <message>
        <source>Expected end</source>
        <translation>预计解冻日</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>还款卡</translation>
    </message>
    <message>
        <source>Money from</source>
        <translation>资金账户</translation>
    </message>
    <message>
        <source>Fee</source>
        <translation>手续费</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>余额</translation>
    </message>
    <message>
        <source>As of</source>
        <translation>截至</translation>
    </message>
    <message>
        <source>Reserve</source>
        <translation>预留</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>In or out</source>
        <translation>收支金额</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Per payment</source>
        <translation>单笔</translation>
    </message>
    <message>
        <source>Per day</source>
        <translation>单日</translation>
    </message>
    <message>
        <source>Per month</source>
        <translation>单月</translation>
    </message>
    <message>
        <source>Times a day</source>
        <translation>每日笔数</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Sections</source>
        <translation>设置分类</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>白条账户</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>还款卡</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>资金</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Ledger file</source>
        <translation>账本文件</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>SettingsViewModel</name>
    <message>
        <source>Change it anyway</source>
        <translation>仍要更改</translation>
    </message>
</context>
<context>
    <name>SettingsWords</name>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>By statement: one bill a month</source>
        <translation>账单制：每月一份账单</translation>
    </message>
    <message>
        <source>By order: each order is due alone</source>
        <translation>订单制：每笔订单各自到期</translation>
    </message>
    <message>
        <source>In the next statement</source>
        <translation>计入下期账单</translation>
    </message>
    <message>
        <source>In the statement of that day</source>
        <translation>计入当日账单</translation>
    </message>
    <message>
        <source>The month gets a second statement</source>
        <translation>当月再出一份账单</translation>
    </message>
    <message>
        <source>It merges into the next statement</source>
        <translation>并入下一份账单</translation>
    </message>
    <message>
        <source>The last period</source>
        <translation>计入最后一期</translation>
    </message>
    <message>
        <source>The first period</source>
        <translation>计入第一期</translation>
    </message>
    <message>
        <source>One fen each from the first</source>
        <translation>从第一期起每期一分</translation>
    </message>
    <message>
        <source>All fees are still due</source>
        <translation>剩余服务费仍须支付</translation>
    </message>
    <message>
        <source>Fees not billed yet are waived</source>
        <translation>未出账的服务费免除</translation>
    </message>
    <message>
        <source>Waived on the day of purchase only</source>
        <translation>仅当日结清时免除</translation>
    </message>
    <message>
        <source>Only the current period&apos;s fee is due</source>
        <translation>只付当期服务费</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Fixed</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>Temporary</source>
        <translation>临时</translation>
    </message>
    <message>
        <source>Once</source>
        <translation>一次</translation>
    </message>
    <message>
        <source>Every month</source>
        <translation>每月</translation>
    </message>
    <message>
        <source>on day {0}</source>
        <translation>每月 {0} 日</translation>
    </message>
    <message>
        <source>{0} days later</source>
        <translation>出账后 {0} 天</translation>
    </message>
    <message>
        <source>The beginning</source>
        <translation>最初</translation>
    </message>
    <message>
        <source>seen at 汇盈金服</source>
        <translation>见于汇盈金服</translation>
    </message>
    <message>
        <source>seen at 富滇银行</source>
        <translation>见于富滇银行</translation>
    </message>
    <message>
        <source>seen at 联动优势</source>
        <translation>见于联动优势</translation>
    </message>
    <message>
        <source>seen in the news</source>
        <translation>见于新闻</translation>
    </message>
    <message>
        <source>seen at Alipay</source>
        <translation>见于支付宝</translation>
    </message>
    <message>
        <source>seen at Tenpay</source>
        <translation>见于财付通</translation>
    </message>
    <message>
        <source>seen on a web page</source>
        <translation>见于网页</translation>
    </message>
    <message>
        <source>restricted against fraud</source>
        <translation>反诈限额</translation>
    </message>
    <message>
        <source>account of class II</source>
        <translation>II 类户</translation>
    </message>
    <message>
        <source>account of class III</source>
        <translation>III 类户</translation>
    </message>
    <message>
        <source>seen at 连连支付</source>
        <translation>见于连连支付</translation>
    </message>
    <message>
        <source>seen at 富友支付</source>
        <translation>见于富友支付</translation>
    </message>
    <message>
        <source>{0} a payment</source>
        <translation>单笔 {0}</translation>
    </message>
    <message>
        <source>{0} a day</source>
        <translation>单日 {0}</translation>
    </message>
    <message>
        <source>{0} a month</source>
        <translation>单月 {0}</translation>
    </message>
    <message>
        <source>Any bank</source>
        <translation>任意银行</translation>
    </message>
</context>
<context>
    <name>SettlementDialog</name>
    <message>
        <source>Early settlement</source>
        <translation>提前结清</translation>
    </message>
    <message>
        <source>Settle it</source>
        <translation>结清</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Fee that JD charges</source>
        <translation>京东实收服务费</translation>
    </message>
    <message>
        <source>As the rule says</source>
        <translation>按规则计算</translation>
    </message>
    <message>
        <source>Book the repayment too</source>
        <translation>同时记一笔还款</translation>
    </message>
    <message>
        <source>Paid with</source>
        <translation>还款方式</translation>
    </message>
    <message>
        <source>Fees of the periods to come</source>
        <translation>未出账各期的服务费</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>还款</translation>
    </message>
    <message>
        <source>Type a day such as 2026-07-12.</source>
        <translation>请输入日期，例如 2026-07-12。</translation>
    </message>
    <message>
        <source>That is before the purchase.</source>
        <translation>早于消费日期。</translation>
    </message>
    <message>
        <source>Type an amount such as 12.34, or nothing.</source>
        <translation>请输入金额，例如 12.34，或者留空。</translation>
    </message>
    <message>
        <source>To pay on that day: {0}</source>
        <translation>当天需还：{0}</translation>
    </message>
    <message>
        <source>As the account&apos;s rule says</source>
        <translation>按账户规则</translation>
    </message>
    <message>
        <source>All of them are due</source>
        <translation>全部收取</translation>
    </message>
    <message>
        <source>None of them is charged</source>
        <translation>全部免收</translation>
    </message>
    <message>
        <source>None on the day of the purchase</source>
        <translation>消费当天结清免收</translation>
    </message>
    <message>
        <source>Only that of the next period</source>
        <translation>只收当期</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Day field</source>
        <translation>日期栏</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Dialogs</source>
        <translation>对话框</translation>
    </message>
    <message>
        <source>Amount field</source>
        <translation>金额栏</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>A day later, a day earlier</source>
        <translation>后一天，前一天</translation>
    </message>
    <message>
        <source>A month later, a month earlier</source>
        <translation>后一月，前一月</translation>
    </message>
    <message>
        <source>Start of the month, end of the month</source>
        <translation>月初，月末</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>日历</translation>
    </message>
    <message>
        <source>Calculate: type a sum</source>
        <translation>直接输入算式计算</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Keep, and begin the next</source>
        <translation>保存并继续下一条</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Copy the selected rows</source>
        <translation>复制所选行</translation>
    </message>
    <message>
        <source>Where an amount comes from</source>
        <translation>金额的来历</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>金额数字</translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation>查看来历</translation>
    </message>
    <message>
        <source>Menu of the row and the columns</source>
        <translation>行与列的菜单</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>还款计划</translation>
    </message>
    <message>
        <source>The chosen payment is made</source>
        <translation>选中的一笔记为已还</translation>
    </message>
    <message>
        <source>Leave the chosen payment out</source>
        <translation>跳过选中的一笔</translation>
    </message>
    <message>
        <source>Today, in the calendar of the plan</source>
        <translation>在还款日历中回到今天</translation>
    </message>
    <message>
        <source>Chart of the limit</source>
        <translation>额度图</translation>
    </message>
    <message>
        <source>The next step, the one before</source>
        <translation>下一次变动、上一次变动</translation>
    </message>
    <message>
        <source>Thirty days on, thirty back</source>
        <translation>后移三十天、前移三十天</translation>
    </message>
    <message>
        <source>Closer, wider</source>
        <translation>放大、缩小</translation>
    </message>
    <message>
        <source>What happened on the day</source>
        <translation>当日的记录</translation>
    </message>
</context>
<context>
    <name>SolvingBar</name>
    <message>
        <source>Progress of the planning</source>
        <translation>计划进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stop planning; nothing is changed</source>
        <translation>停止计划；不会改动任何内容</translation>
    </message>
    <message>
        <source>Plan again</source>
        <translation>重新计划</translation>
    </message>
    <message>
        <source>Planning was stopped.</source>
        <translation>计划已停止。</translation>
    </message>
</context>
<context>
    <name>SplitDialog</name>
    <message>
        <source>Split into periods</source>
        <translation>分期</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>分期</translation>
    </message>
    <message>
        <source>Fee per period in percent</source>
        <translation>每期服务费率（%）</translation>
    </message>
</context>
<context>
    <name>StageEditor</name>
    <message>
        <source>Add a stage</source>
        <translation>添加进度</translation>
    </message>
    <message>
        <source>Edit a stage</source>
        <translation>编辑进度</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Limit from then on</source>
        <translation>此后的额度</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>A day ahead means that it is expected.</source>
        <translation>今后的日期表示预计。</translation>
    </message>
    <message>
        <source>The whole fixed limit, as this stage restores it; empty while unknown.</source>
        <translation>恢复后的固定额度总额；未知时留空。</translation>
    </message>
    <message>
        <source>In your own words.</source>
        <translation>用自己的话写。</translation>
    </message>
</context>
<context>
    <name>StaleBanner</name>
    <message>
        <source>Plan again</source>
        <translation>重新计划</translation>
    </message>
    <message>
        <source>Show the best plan for today&apos;s ledger</source>
        <translation>按今天的账本给出最优计划</translation>
    </message>
    <message>
        <source>Keep the old plan</source>
        <translation>保留原计划</translation>
    </message>
    <message>
        <source>Go on with the accepted plan</source>
        <translation>继续执行已采用的计划</translation>
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
        <translation>仍要打开</translation>
    </message>
    <message>
        <source>Open another…</source>
        <translation>打开其他账本…</translation>
    </message>
    <message>
        <source>New ledger…</source>
        <translation>新建账本…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>StatedFields</name>
    <message>
        <source>Total at JD</source>
        <translation>京东账单总额</translation>
    </message>
    <message>
        <source>Due date at JD</source>
        <translation>京东还款日</translation>
    </message>
</context>
<context>
    <name>StatementList</name>
    <message>
        <source>Statements</source>
        <translation>账单</translation>
    </message>
    <message>
        <source>Why this amount?</source>
        <translation>这个金额怎么来的？</translation>
    </message>
</context>
<context>
    <name>StatementListCard</name>
    <message>
        <source>Show statements</source>
        <translation>筛选账单</translation>
    </message>
    <message>
        <source>All statements</source>
        <translation>全部账单</translation>
    </message>
    <message>
        <source>Not paid yet</source>
        <translation>未还清</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>已还清</translation>
    </message>
    <message>
        <source>No statement of this kind.</source>
        <translation>没有这类账单。</translation>
    </message>
</context>
<context>
    <name>StatementOperations</name>
    <message>
        <source>Nothing of this statement can be split now: it is paid, split or late.</source>
        <translation>这期账单现在没有可分期的金额：已还清、已分期或已过还款日。</translation>
    </message>
    <message>
        <source>The statement is split into new periods.</source>
        <translation>账单分期已入账。</translation>
    </message>
    <message>
        <source>The purchase is settled.</source>
        <translation>提前结清已入账。</translation>
    </message>
</context>
<context>
    <name>StatementPageActions</name>
    <message>
        <source>Reconcile…</source>
        <translation>对账…</translation>
    </message>
    <message>
        <source>Compare the statement with what JD shows</source>
        <translation>将账单与京东显示的内容核对</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Allow changes to the locked statement again</source>
        <translation>重新允许更改已锁定的账单</translation>
    </message>
    <message>
        <source>Statement instalment…</source>
        <translation>账单分期…</translation>
    </message>
    <message>
        <source>Pay a part of the statement in new periods</source>
        <translation>把账单的一部分分成多期偿还</translation>
    </message>
    <message>
        <source>Settle early…</source>
        <translation>提前结清…</translation>
    </message>
    <message>
        <source>Pay what is left of the chosen purchase at once</source>
        <translation>一次还清所选消费的剩余部分</translation>
    </message>
    <message>
        <source>Open the entry</source>
        <translation>打开这笔记录</translation>
    </message>
    <message>
        <source>Show the chosen line&apos;s entry (Enter)</source>
        <translation>查看所选明细对应的记录（回车）</translation>
    </message>
    <message>
        <source>Postpone reconciling</source>
        <translation>稍后再对账</translation>
    </message>
</context>
<context>
    <name>StatementPanel</name>
    <message>
        <source>Instalments</source>
        <translation>分期明细</translation>
    </message>
</context>
<context>
    <name>Statements</name>
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
        <source>due {0}</source>
        <translation>{0}到期</translation>
    </message>
    <message>
        <source>due {0}, {1}</source>
        <translation>{0}到期，{1}</translation>
    </message>
    <message>
        <source>left {0}</source>
        <translation>待还 {0}</translation>
    </message>
    <message>
        <source>Total {0}</source>
        <translation>总额 {0}</translation>
    </message>
    <message>
        <source>Total {0}, paid {1}</source>
        <translation>总额 {0}，已还 {1}</translation>
    </message>
    <message>
        <source>Reconciled and locked</source>
        <translation>已对账并锁定</translation>
    </message>
    <message>
        <source>Reconciling was begun</source>
        <translation>对账中</translation>
    </message>
    <message>
        <source>Changed since it was locked; the total is the same</source>
        <translation>锁定后有变化，总额未变</translation>
    </message>
    <message>
        <source>Changed since it was locked: {0}, was {1}, now {2}</source>
        <translation>锁定后有变化：{0}，原为 {1}，现为 {2}</translation>
    </message>
    <message>
        <source>Statement of {0}</source>
        <translation>{0} 账单</translation>
    </message>
    <message>
        <source>Not reconciled yet</source>
        <translation>尚未对账</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>待还</translation>
    </message>
    <message>
        <source>Minimum payment</source>
        <translation>最低还款</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>总额</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>已还</translation>
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
        <source>Late charges</source>
        <translation>违约金</translation>
    </message>
    <message>
        <source>1 statement</source>
        <translation>1 期账单</translation>
    </message>
    <message>
        <source>{0} statements</source>
        <translation>{0} 期账单</translation>
    </message>
    <message>
        <source>{0}: total {1}, paid {2}, left {3}</source>
        <translation>{0}：总额 {1}，已还 {2}，待还 {3}</translation>
    </message>
    <message>
        <source>Everything owed</source>
        <translation>全部待还</translation>
    </message>
    <message>
        <source>All fees</source>
        <translation>全部服务费</translation>
    </message>
    <message>
        <source>Available limit</source>
        <translation>可用额度</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
</context>
<context>
    <name>StatementsPage</name>
    <message>
        <source>Statements</source>
        <translation>账单</translation>
    </message>
    <message>
        <source>No statement yet</source>
        <translation>还没有账单</translation>
    </message>
    <message>
        <source>Statements appear here once purchases are in the ledger.</source>
        <translation>账本里有了消费，账单就会显示在这里。</translation>
    </message>
    <message>
        <source>Import bills</source>
        <translation>导入账单</translation>
    </message>
    <message>
        <source>State&amp;ment</source>
        <translation>账单(&amp;M)</translation>
    </message>
</context>
<context>
    <name>StepBar</name>
    <message>
        <source>Amount paid</source>
        <translation>还款金额</translation>
    </message>
    <message>
        <source>Paid on</source>
        <translation>还款日期</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>已还</translation>
    </message>
    <message>
        <source>Book this repayment (Space in the list)</source>
        <translation>记下这笔还款（在清单中按空格）</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Note it and plan what is left at once</source>
        <translation>标记失败并立即重新计划剩余部分</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Leave this payment out (Del in the list)</source>
        <translation>跳过这一笔（在清单中按 Del）</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>收回标记</translation>
    </message>
    <message>
        <source>Take back that it failed or is skipped</source>
        <translation>收回失败或跳过的标记</translation>
    </message>
    <message>
        <source>Show repayment</source>
        <translation>查看还款</translation>
    </message>
    <message>
        <source>Open the booked repayment</source>
        <translation>打开已入账的还款</translation>
    </message>
</context>
<context>
    <name>StepList</name>
    <message>
        <source>What to do next</source>
        <translation>接下来要做的事</translation>
    </message>
    <message>
        <source>Nothing to do: everything is paid and filled in.</source>
        <translation>没有要做的事：该还的已还，该填的已填。</translation>
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
<context>
    <name>TickModel</name>
    <message>
        <source>ticked</source>
        <translation>已勾选</translation>
    </message>
    <message>
        <source>not ticked</source>
        <translation>未勾选</translation>
    </message>
</context>
<context>
    <name>TotalsDialog</name>
    <message>
        <source>What this import brings</source>
        <translation>本次导入汇总</translation>
    </message>
    <message>
        <source>Rows that are left out do not count; rows already known do.</source>
        <translation>不导入的明细不计入；账本中已有的明细计入。</translation>
    </message>
    <message>
        <source>By month</source>
        <translation>按月份</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <source>By pay method</source>
        <translation>按支付方式</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>付款方式</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Open Huanqing</source>
        <translation>打开还清</translation>
    </message>
    <message>
        <source>What is due</source>
        <translation>待办提醒</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>nothing needs you</source>
        <translation>没有需要处理的事</translation>
    </message>
    <message>
        <source>{0} alert</source>
        <translation>{0} 条提醒</translation>
    </message>
    <message>
        <source>{0} alerts</source>
        <translation>{0} 条提醒</translation>
    </message>
    <message>
        <source>Huanqing: {0}</source>
        <translation>还清：{0}</translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation>另有 {0} 条</translation>
    </message>
    <message>
        <source>Huanqing</source>
        <translation>还清</translation>
    </message>
</context>
<context>
    <name>TrayCard</name>
    <message>
        <source>Tray</source>
        <translation>托盘</translation>
    </message>
    <message>
        <source>Show an icon and tell of urgent alerts</source>
        <translation>显示托盘图标并通知紧急提醒</translation>
    </message>
    <message>
        <source>Closing the window</source>
        <translation>关闭窗口时</translation>
    </message>
    <message>
        <source>ends the program</source>
        <translation>退出程序</translation>
    </message>
    <message>
        <source>leaves it in the tray</source>
        <translation>留在托盘中</translation>
    </message>
    <message>
        <source>Each urgent alert is told of once a day, without its amount.</source>
        <translation>每条紧急提醒每天通知一次，不显示金额。</translation>
    </message>
    <message>
        <source>This system has no tray, so there is nothing to choose.</source>
        <translation>此系统没有托盘，无法选择。</translation>
    </message>
</context>
<context>
    <name>UnknownCard</name>
    <message>
        <source>The limit is unknown</source>
        <translation>额度未知</translation>
    </message>
    <message>
        <source>Without it nothing can be said of what is available. JD shows it as 总额度.</source>
        <translation>没有额度就无法得知还有多少可用。京东显示为“总额度”。</translation>
    </message>
    <message>
        <source>Enter the limit…</source>
        <translation>填写额度…</translation>
    </message>
</context>
<context>
    <name>WaitingCard</name>
    <message>
        <source>Rows that wait for you</source>
        <translation>等你确认的明细</translation>
    </message>
    <message>
        <source>Book as</source>
        <translation>入账为</translation>
    </message>
    <message>
        <source>Say what the chosen rows are</source>
        <translation>确认所选明细的类型</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>搁置</translation>
    </message>
    <message>
        <source>Book the chosen rows nowhere and do not ask again</source>
        <translation>所选明细不入账，也不再询问</translation>
    </message>
    <message>
        <source>Book as…</source>
        <translation>入账为…</translation>
    </message>
    <message>
        <source>They are booked nowhere until you say what they are.</source>
        <translation>在你确认类型之前，它们不会入账。</translation>
    </message>
    <message>
        <source>1 row waits for your decision</source>
        <translation>有 1 条明细等你确认</translation>
    </message>
    <message>
        <source>{0} rows wait for your decision</source>
        <translation>有 {0} 条明细等你确认</translation>
    </message>
</context>
<context>
    <name>WaitingViewModel</name>
    <message>
        <source>1 row was set aside.</source>
        <translation>已搁置 1 条。</translation>
    </message>
    <message>
        <source>{0} rows were set aside.</source>
        <translation>已搁置 {0} 条。</translation>
    </message>
    <message>
        <source>1 row was decided.</source>
        <translation>已确认 1 条。</translation>
    </message>
    <message>
        <source>{0} rows were decided.</source>
        <translation>已确认 {0} 条。</translation>
    </message>
</context>
<context>
    <name>WhatIfPanel</name>
    <message>
        <source>What if</source>
        <translation>假设</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the what-if and forget its wishes</source>
        <translation>关闭假设并丢弃其中的改动</translation>
    </message>
    <message>
        <source>Not in the ledger: nothing here is written.</source>
        <translation>不写入账本：这里的改动都不会保存。</translation>
    </message>
    <message>
        <source>What it changes</source>
        <translation>假设带来的变化</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Accept this plan</source>
        <translation>采用此计划</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Take every wish of the what-if back</source>
        <translation>收回假设中的全部改动</translation>
    </message>
    <message>
        <source>Change something below to see what it would do.</source>
        <translation>改动下面任意一项，看看结果如何。</translation>
    </message>
    <message>
        <source>Planning…</source>
        <translation>正在计划…</translation>
    </message>
    <message>
        <source>This plan needs limits or cash that the ledger does not hold. Enter them in the settings once they are true; then it can be accepted.</source>
        <translation>此计划用到了账本里没有的限额或资金。等它们成真后在设置中填写，即可采用。</translation>
    </message>
    <message>
        <source>It changes wishes only, so this plan can be followed as it is.</source>
        <translation>只改动了您的意愿，可以直接采用。</translation>
    </message>
</context>
<context>
    <name>WhatIfViewModel</name>
    <message>
        <source>one more card</source>
        <translation>新增的卡</translation>
    </message>
    <message>
        <source>With these wishes nothing can pay.</source>
        <translation>按这些条件，没有卡可以还款。</translation>
    </message>
</context>
<context>
    <name>Why</name>
    <message>
        <source>Available limit at the end of {0}</source>
        <translation>{0}日终的可用额度</translation>
    </message>
    <message>
        <source>Total limit on {0}</source>
        <translation>{0}的总额度</translation>
    </message>
    <message>
        <source>Used limit at the end of {0}</source>
        <translation>{0}日终的已用额度</translation>
    </message>
    <message>
        <source>Everything owed at the end of {0}</source>
        <translation>{0}日终的全部待还</translation>
    </message>
    <message>
        <source>Overdue at the end of {0}</source>
        <translation>{0}日终的逾期金额</translation>
    </message>
    <message>
        <source>Total of the statement of {0}</source>
        <translation>{0}账单的总额</translation>
    </message>
    <message>
        <source>Principal of the statement of {0}</source>
        <translation>{0}账单的本金</translation>
    </message>
    <message>
        <source>Fees of the statement of {0}</source>
        <translation>{0}账单的服务费</translation>
    </message>
    <message>
        <source>Penalty of the statement of {0}</source>
        <translation>{0}账单的违约金</translation>
    </message>
    <message>
        <source>Paid of the statement of {0}</source>
        <translation>{0}账单的已还</translation>
    </message>
    <message>
        <source>Left of the statement of {0}</source>
        <translation>{0}账单的待还</translation>
    </message>
    <message>
        <source>Minimum payment of the statement of {0}</source>
        <translation>{0}账单的最低还款</translation>
    </message>
    <message>
        <source>Principal of period {1}</source>
        <translation>第 {1} 期的本金</translation>
    </message>
    <message>
        <source>Fee of period {1}</source>
        <translation>第 {1} 期的服务费</translation>
    </message>
    <message>
        <source>Left of period {1}</source>
        <translation>第 {1} 期的待还</translation>
    </message>
    <message>
        <source>Amount of the entry</source>
        <translation>这笔记录的金额</translation>
    </message>
    <message>
        <source>Payment of {0} from {2}</source>
        <translation>{0}从{2}的还款</translation>
    </message>
    <message>
        <source>Payments of {0} from {2}</source>
        <translation>{0}从{2}的各笔还款</translation>
    </message>
    <message>
        <source>Due on {0}</source>
        <translation>{0}到期</translation>
    </message>
    <message>
        <source>Cash of {2} at the end of {0}</source>
        <translation>{2}在{0}日终的资金</translation>
    </message>
    <message>
        <source>What {2} can still move on {0}</source>
        <translation>{2}在{0}还能还的金额</translation>
    </message>
    <message>
        <source>Cost of paying late</source>
        <translation>逾期成本</translation>
    </message>
    <message>
        <source>Missing in {2} at the end of {0}</source>
        <translation>{2} 在 {0} 日终的缺口</translation>
    </message>
    <message>
        <source>Sum of what is listed</source>
        <translation>所列各项合计</translation>
    </message>
    <message>
        <source>Fees, which do not take of the limit</source>
        <translation>服务费，不占用额度</translation>
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
        <source>Used</source>
        <translation>已用</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>总额</translation>
    </message>
    <message>
        <source>A period free of fees</source>
        <translation>免息期</translation>
    </message>
    <message>
        <source>The fee per period as it was told</source>
        <translation>按填写的每期服务费</translation>
    </message>
    <message>
        <source>As you set it</source>
        <translation>按您的设定</translation>
    </message>
    <message>
        <source>All that is left, as it is small</source>
        <translation>金额较小，须全额还清</translation>
    </message>
    <message>
        <source>Everything else in full</source>
        <translation>其余部分全额</translation>
    </message>
    <message>
        <source>Available on the day named</source>
        <translation>当日可用</translation>
    </message>
    <message>
        <source>Available the day before</source>
        <translation>前一日的可用额度</translation>
    </message>
    <message>
        <source>Fixed limit</source>
        <translation>固定额度</translation>
    </message>
    <message>
        <source>Temporary limit</source>
        <translation>临时额度</translation>
    </message>
    <message>
        <source>Paid, and back in the limit on the day named</source>
        <translation>已还，于所列日期恢复额度</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>余额</translation>
    </message>
    <message>
        <source>Reserve that stays</source>
        <translation>保留金额</translation>
    </message>
    <message>
        <source>What is below zero counts as nothing</source>
        <translation>负数按零计</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>限额</translation>
    </message>
    <message>
        <source>Used already</source>
        <translation>已用</translation>
    </message>
    <message>
        <source>Typed by you while reconciling</source>
        <translation>您对账时填写</translation>
    </message>
    <message>
        <source>Ticked</source>
        <translation>已勾选</translation>
    </message>
    <message>
        <source>Rounding to the fen</source>
        <translation>四舍五入到分</translation>
    </message>
    <message>
        <source>Penalty of the day</source>
        <translation>当日违约金</translation>
    </message>
    <message>
        <source>Paid earlier, given back now</source>
        <translation>先前已还，此日恢复</translation>
    </message>
    <message>
        <source>The limit became known</source>
        <translation>额度自此日已知</translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>No longer frozen</source>
        <translation>解除冻结</translation>
    </message>
    <message>
        <source>Bill paid on its due day, as assumed</source>
        <translation>假定账单在还款日还清</translation>
    </message>
    <message>
        <source>Payment of the plan</source>
        <translation>计划中的还款</translation>
    </message>
    <message>
        <source>Limit restored in stages</source>
        <translation>额度分阶段恢复</translation>
    </message>
    <message>
        <source>Another rule for fees</source>
        <translation>服务费占用规则变更</translation>
    </message>
    <message>
        <source>statement day {0}</source>
        <translation>账单日 {0} 日</translation>
    </message>
    <message>
        <source>purchases on the statement day: {0} statement</source>
        <translation>账单日当天的消费：计入{0}期账单</translation>
    </message>
    <message>
        <source>fees take of the limit: {0}</source>
        <translation>服务费占用额度：{0}</translation>
    </message>
    <message>
        <source>odd fen of a split: {0}</source>
        <translation>分期的零头：{0}</translation>
    </message>
    <message>
        <source>penalty of {0} a day</source>
        <translation>每日违约金 {0}</translation>
    </message>
    <message>
        <source>minimum payment of {0}</source>
        <translation>最低还款比例 {0}</translation>
    </message>
    <message>
        <source>at most {0} a payment</source>
        <translation>单笔最多 {0}</translation>
    </message>
    <message>
        <source>at most {0} a day</source>
        <translation>单日最多 {0}</translation>
    </message>
    <message>
        <source>at most {0} a month</source>
        <translation>单月最多 {0}</translation>
    </message>
    <message>
        <source>{0} is kept back and not spent</source>
        <translation>保留 {0} 不动用</translation>
    </message>
    <message>
        <source>paid whole up to {0}</source>
        <translation>不超过 {0} 时须全额还款</translation>
    </message>
    <message>
        <source>next</source>
        <translation>下</translation>
    </message>
    <message>
        <source>this</source>
        <translation>本</translation>
    </message>
    <message>
        <source>in the last period</source>
        <translation>计入最后一期</translation>
    </message>
    <message>
        <source>in the first period</source>
        <translation>计入第一期</translation>
    </message>
    <message>
        <source>spread from the first period on</source>
        <translation>从第一期起逐期分摊</translation>
    </message>
    <message>
        <source>Payment: {0}</source>
        <translation>还款：{0}</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>账单</translation>
    </message>
    <message>
        <source>Statement due {0}</source>
        <translation>账单，{0}到期</translation>
    </message>
    <message>
        <source>{0}, period {1} of {2}</source>
        <translation>{0}，第 {1}/{2} 期</translation>
    </message>
    <message>
        <source>The whole amount</source>
        <translation>全部金额</translation>
    </message>
    <message>
        <source>Period {0} of {1}, of {2} in all</source>
        <translation>第 {0}/{1} 期，共 {2}</translation>
    </message>
    <message>
        <source>No fee was told</source>
        <translation>未填写服务费</translation>
    </message>
    <message>
        <source>{0} of {1} a period</source>
        <translation>{1} 的 {0}，每期</translation>
    </message>
    <message>
        <source>1 day on {0}</source>
        <translation>按 {0} 计 1 天</translation>
    </message>
    <message>
        <source>{1} days on {0} each</source>
        <translation>按 {0} 计 {1} 天</translation>
    </message>
    <message>
        <source>Share of {0} that is not split</source>
        <translation>未分期部分 {0} 的一定比例</translation>
    </message>
    <message>
        <source>{0}: {1}, late for 1 day</source>
        <translation>{0}：{1}，逾期 1 天</translation>
    </message>
    <message>
        <source>{0}: {1}, late for {2} days</source>
        <translation>{0}：{1}，逾期 {2} 天</translation>
    </message>
    <message>
        <source>{0} (since {1})</source>
        <translation>{0}（自{1}）</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>An entry of the ledger; open it for its history and the bill&apos;s own row.</source>
        <translation>账本中的一笔记录；打开可查看其历史和账单原始行。</translation>
    </message>
</context>
<context>
    <name>WhyCard</name>
    <message>
        <source>What binds</source>
        <translation>卡在哪里</translation>
    </message>
    <message>
        <source>Try it, without a change to the ledger:</source>
        <translation>试一试（不影响账本）：</translation>
    </message>
    <message>
        <source>No single change would make everything on time.</source>
        <translation>没有任何单项改动能让所有账单按时还清。</translation>
    </message>
    <message>
        <source>Open the what-if with this change</source>
        <translation>带着这项改动打开假设</translation>
    </message>
</context>
<context>
    <name>WhyDialog</name>
    <message>
        <source>Where this comes from</source>
        <translation>金额来历</translation>
    </message>
    <message>
        <source>What it is summed from</source>
        <translation>组成部分</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>To the figure before</source>
        <translation>回到上一个金额</translation>
    </message>
    <message>
        <source>Further</source>
        <translation>继续追溯</translation>
    </message>
    <message>
        <source>What the chosen part is summed from</source>
        <translation>查看所选部分的组成</translation>
    </message>
    <message>
        <source>Open entry</source>
        <translation>打开记录</translation>
    </message>
    <message>
        <source>Show the entry on its page</source>
        <translation>在消费页显示这笔记录</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>By the rules: {0}</source>
        <translation>依据规则：{0}</translation>
    </message>
    <message>
        <source>The limit is not known. Tell it on the Settings page.</source>
        <translation>额度未知，请在设置页填写。</translation>
    </message>
    <message>
        <source>There is nothing to sum.</source>
        <translation>没有可相加的内容。</translation>
    </message>
</context>
<context>
    <name>WhyViewModel</name>
    <message>
        <source>This is no longer in the ledger.</source>
        <translation>账本中已没有这一项。</translation>
    </message>
</context>
<context>
    <name>WindowSection</name>
    <message>
        <source>Look</source>
        <translation>外观</translation>
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
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>显示大小</translation>
    </message>
    <message>
        <source>Hide amounts</source>
        <translation>隐藏金额</translation>
    </message>
    <message>
        <source>Every amount shows as ***. The same as Ctrl+Shift+H.</source>
        <translation>所有金额显示为 ***。与 Ctrl+Shift+H 相同。</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
</context>
<context>
    <name>WishFields</name>
    <message>
        <source>One more card, per day</source>
        <translation>新增一张卡，单日</translation>
    </message>
    <message>
        <source>More cash</source>
        <translation>增加资金</translation>
    </message>
    <message>
        <source>More cash on</source>
        <translation>资金到账日</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Pay nothing before</source>
        <translation>在此之前不还款</translation>
    </message>
    <message>
        <source>Timing</source>
        <translation>时机</translation>
    </message>
    <message>
        <source>Limit to be free</source>
        <translation>要恢复的额度</translation>
    </message>
    <message>
        <source>Free by</source>
        <translation>恢复日期</translation>
    </message>
    <message>
        <source>one more card</source>
        <translation>新增的卡</translation>
    </message>
    <message>
        <source>As in the settings</source>
        <translation>按设置</translation>
    </message>
    <message>
        <source>Late: keep the cash</source>
        <translation>晚还：多留现金</translation>
    </message>
    <message>
        <source>Early: free the limit</source>
        <translation>早还：尽快恢复额度</translation>
    </message>
    <message>
        <source>Safety days</source>
        <translation>提前天数</translation>
    </message>
    <message>
        <source>A card</source>
        <translation>还款卡</translation>
    </message>
    <message>
        <source>More means</source>
        <translation>增加手段</translation>
    </message>
    <message>
        <source>New card, per day</source>
        <translation>新卡单日</translation>
    </message>
    <message>
        <source>On</source>
        <translation>到账日</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始日</translation>
    </message>
    <message>
        <source>Limit free again</source>
        <translation>恢复额度</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>By</source>
        <translation>不晚于</translation>
    </message>
</context>
<context>
    <name>Wizard</name>
    <message>
        <source>Welcome to Huanqing</source>
        <translation>欢迎使用还清</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Step {0} of {1}</source>
        <translation>第 {0} 步，共 {1} 步</translation>
    </message>
    <message>
        <source>Start with an empty ledger</source>
        <translation>从空账本开始</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
</context>
</TS>
